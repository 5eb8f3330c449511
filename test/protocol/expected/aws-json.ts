/** What the official client does not pass either, of `awsJson1_0` and `awsJson1_1`. */
export const awsJson: Readonly<Record<string, string>> = {
  AwsJson10ClientErrorCorrectsWhenServerFailsToSerializeRequiredValues:
    "a required member without a default that the answer lacks stays absent, as in the official client",
};
