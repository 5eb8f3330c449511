/**
 * A shape id's two halves (Smithy 2.0, "Shape ID"): `com.example#Thing`. It knows no shapes and no member ids.
 */

/** `Thing` of `com.example#Thing`. */
export const nameOf = (id: string): string => id.slice(id.indexOf("#") + 1);

/** `com.example` of `com.example#Thing`. */
export const namespaceOf = (id: string): string => id.slice(0, id.indexOf("#"));
