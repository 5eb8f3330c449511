/** MD5, for services that compare sums of their own. */
export { Md5 } from "./checksum-algorithms.ts";
