/**
 * What ts-morph's printers write to, in the bundle, in place of code-block-writer: that one looks at each character, to know
 * whether a line ends within a string or a comment. None does of what is written here. It knows indentation, and where a
 * block begins; it must not know what is printed.
 */

const NEW_LINE = 10;
const SPACE = 32;

export default class Writer {
  #options;
  #indentation;
  #texts = [];
  #length = 0;
  #level = 0;
  /** The level from the next line on. */
  #queued;
  #isFirstLine = true;

  constructor(options) {
    this.#options = options;
    this.#indentation = " ".repeat(options.indentNumberOfSpaces);
  }

  getOptions() {
    return this.#options;
  }

  getLength() {
    return this.#length;
  }

  toString() {
    return this.#texts.join("");
  }

  write(text = "") {
    if (!text.includes("\n")) return this.#writeLine(text);
    text.split("\n").forEach((line, index) => {
      if (index > 0) this.newLine();
      if (line !== "") this.#writeLine(line);
    });
    return this;
  }

  #writeLine(text) {
    if (this.#level > 0 && this.#isLineStart()) this.#put(this.#indentation.repeat(this.#level));
    return this.#put(text);
  }

  #put(text) {
    if (text !== "") this.#texts.push(text);
    this.#length += text.length;
    return this;
  }

  conditionalWrite(condition, text) {
    return condition ? this.write(text) : this;
  }

  quote(text) {
    return this.write(JSON.stringify(text));
  }

  space() {
    return this.#writeLine(" ");
  }

  spaceIfLastNot() {
    return this.#last() === SPACE ? this : this.space();
  }

  newLine() {
    this.#put("\n");
    this.#isFirstLine = false;
    if (this.#queued !== undefined) this.#level = this.#queued;
    this.#queued = undefined;
    return this;
  }

  newLineIfLastNot() {
    return this.isLastNewLine() ? this : this.newLine();
  }

  conditionalNewLine(condition) {
    return condition ? this.newLine() : this;
  }

  blankLine() {
    return this.newLineIfLastNot().newLine();
  }

  blankLineIfLastNot() {
    return this.#last(0) === NEW_LINE && this.#last(1) === NEW_LINE ? this : this.blankLine();
  }

  conditionalBlankLine(condition) {
    return condition ? this.blankLine() : this;
  }

  /** `{`, what the action writes one level deeper, `}`. */
  inlineBlock(action) {
    this.#writeLine("{").newLine();
    this.#level += 1;
    this.#isFirstLine = true;
    action();
    this.#isFirstLine = false;
    this.#level -= 1;
    return this.newLineIfLastNot().#writeLine("}");
  }

  /** Lines after the first one of what the action writes are one level deeper. */
  hangingIndent(action) {
    const level = this.#level;
    const queued = this.#queued;
    this.#queued = level + 1;
    action();
    this.#level = level;
    this.#queued = queued;
    return this;
  }

  queueIndentationLevel(level) {
    this.#queued = level;
  }

  isLastNewLine() {
    return this.#last() === NEW_LINE;
  }

  isAtStartOfFirstLineOfBlock() {
    return this.#isFirstLine && this.#isLineStart();
  }

  #isLineStart() {
    return this.#length === 0 || this.#last() === NEW_LINE;
  }

  /** The code of the last character, or of one before it. */
  #last(offset = 0) {
    let rest = offset;
    for (let at = this.#texts.length - 1; at >= 0; at -= 1) {
      const text = this.#texts[at];
      if (rest < text.length) return text.charCodeAt(text.length - 1 - rest);
      rest -= text.length;
    }
    return undefined;
  }

  /** From the last character to the first, until the action answers. */
  iterateLastCharCodes(action) {
    let index = this.#length;
    for (let at = this.#texts.length - 1; at >= 0; at -= 1) {
      const text = this.#texts[at];
      for (let place = text.length - 1; place >= 0; place -= 1) {
        index -= 1;
        const answer = action(text.charCodeAt(place), index);
        if (answer !== undefined) return answer;
      }
    }
    return undefined;
  }

  iterateLastChars(action) {
    return this.iterateLastCharCodes((code, index) => action(String.fromCharCode(code), index));
  }

  /** Text as it is, between what was written. */
  unsafeInsert(position, text) {
    let at = this.#texts.length;
    let start = this.#length;
    while (start > position) {
      at -= 1;
      start -= this.#texts[at].length;
    }
    const left = this.#texts[at]?.slice(0, position - start) ?? "";
    if (left === "") this.#texts.splice(at, 0, text);
    else this.#texts.splice(at, 1, left, text, this.#texts[at].slice(left.length));
    this.#length += text.length;
    return this;
  }

  /** Texts that are in the middle of a comment or a string are not written. */
  isInComment() {
    return false;
  }

  isInString() {
    return false;
  }

  closeComment() {
    return this;
  }
}
