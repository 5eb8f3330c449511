/**
 * How every template is compiled: Markdown is not HTML (nothing is escaped), a hole without a value throws, and there are
 * no helpers but `if` and `each`.
 */
exports.OPTIONS = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
};
