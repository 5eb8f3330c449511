/** What every answer and every error of a service says of itself: `$metadata`. Types only. */

export interface ResponseMetadata {
  httpStatusCode?: number;
  requestId?: string;
  extendedRequestId?: string;
  cfId?: string;
  /** Attempts made, the successful one included. */
  attempts?: number;
  /** Milliseconds waited between attempts. */
  totalRetryDelay?: number;
}

export interface MetadataBearer {
  $metadata: ResponseMetadata;
}
