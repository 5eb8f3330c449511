/** Who a request is signed for: credentials and the functions that provide them. Types only. */

export interface AwsCredentialIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly credentialScope?: string;
  readonly accountId?: string;
  /** After this moment they are refused; five minutes before it, new ones are asked for. */
  readonly expiration?: Date;
}

export type Provider<T> = () => Promise<T>;

export type CredentialsProvider = (properties?: Record<string, unknown>) => Promise<AwsCredentialIdentity>;
