/** An import of a file: of which module, under which name. */
export interface Import {
  readonly from: string;
  readonly name: string;
  readonly alias?: string;
  readonly typeOnly: boolean;
}
