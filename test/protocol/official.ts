/**
 * The official protocol classes by the trait they carry out, for a package's tables: what a listed case is held against, so
 * that a reason cannot be made up. Knows their constructors.
 */
import {
  AwsEc2QueryProtocol,
  AwsJson1_0Protocol,
  AwsJson1_1Protocol,
  AwsQueryProtocol,
  AwsRestJsonProtocol,
  AwsRestXmlProtocol,
  AwsSmithyRpcV2CborProtocol,
  AwsSmithyRpcV2JsonProtocol,
} from "@aws-sdk/core/protocols";
import { TypeRegistry } from "@smithy/core/schema";
import type { ServiceDefinition } from "../../templates/runtime/service/service.ts";

/** The errors of a package in registries of the official kind, whose methods those classes call. */
function registriesOf({ errors }: ServiceDefinition): TypeRegistry[] {
  return errors.map(({ namespace, exceptions }) => {
    const registry = TypeRegistry.for(namespace);
    for (const [schema, errorClass] of exceptions) registry.registerError(schema as never, errorClass as never);
    return registry;
  });
}

/** An instance for a service. */
export function officialProtocol(id: string, service: ServiceDefinition): object {
  const { settings = {} } = service;
  const options = {
    defaultNamespace: service.namespace,
    serviceTarget: service.serviceName,
    xmlNamespace: settings.xmlNamespace?.[1] ?? "",
    version: service.apiVersion,
    awsQueryCompatible: settings.awsQueryCompatible === true,
    errorTypeRegistries: registriesOf(service),
  };
  switch (id) {
    case "aws.protocols#awsJson1_0":
      return new AwsJson1_0Protocol(options);
    case "aws.protocols#awsJson1_1":
      return new AwsJson1_1Protocol(options);
    case "aws.protocols#awsQuery":
      return new AwsQueryProtocol(options);
    case "aws.protocols#ec2Query":
      return new AwsEc2QueryProtocol(options);
    case "aws.protocols#restJson1":
      return new AwsRestJsonProtocol(options);
    case "aws.protocols#restXml":
      return new AwsRestXmlProtocol(options);
    case "smithy.protocols#rpcv2Cbor":
      return new AwsSmithyRpcV2CborProtocol(options);
    case "smithy.protocols#rpcv2Json":
      return new AwsSmithyRpcV2JsonProtocol(options);
    default:
      throw new Error(`there is no official class for ${id}`);
  }
}
