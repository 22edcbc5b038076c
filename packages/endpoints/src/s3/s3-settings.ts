import type { SettingDeclaration } from '../contract/destination-type.ts'

/** How a bucket is reached, and what objects in it are stored with. */
export const bucketSettings: readonly SettingDeclaration[] = [
  {
    name: 'bucket',
    title: 'Bucket',
    description: 'name of the bucket, without s3:// and without folders',
    isRequired: true,
    isSecret: false,
  },
  {
    name: 'region',
    title: 'Region',
    description: 'region of the bucket. Servers other than AWS mostly take any',
    isRequired: false,
    isSecret: false,
    default: 'us-east-1',
  },
  {
    name: 'endpoint',
    title: 'Endpoint',
    description:
      'address of the S3 API where it is not AWS, such as https://minio.example.com or https://ACCOUNT.r2.cloudflarestorage.com',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'addressing',
    title: 'Addressing',
    description:
      'path writes the bucket into the path of an address, and virtual into its host name. Default: path with an endpoint, virtual without',
    isRequired: false,
    isSecret: false,
    choices: ['path', 'virtual'],
  },
  {
    name: 'accessKeyId',
    title: 'Access key ID',
    description: 'the ID of the access key',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'secretAccessKey',
    title: 'Secret access key',
    description: 'the secret of the access key',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'sessionToken',
    title: 'Session token',
    description: 'the token of a temporary access key; leave it out for a permanent one',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'encryption',
    title: 'Encryption',
    description:
      'encryption that objects ask for, where the bucket wants it to be named. Default: what the bucket does by itself',
    isRequired: false,
    isSecret: false,
    choices: ['AES256', 'aws:kms'],
  },
  {
    name: 'kmsKeyId',
    title: 'KMS key',
    description: 'ID or ARN of the key for the encryption aws:kms. Default: the key of the bucket',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'allowInsecure',
    title: 'Allow http',
    description: 'true sends records without encryption to endpoints that begin with http',
    isRequired: false,
    isSecret: false,
    default: 'false',
    choices: ['false', 'true'],
  },
]

/** What a destination in a bucket needs to be told. */
export const s3Settings: readonly SettingDeclaration[] = [
  ...bucketSettings,
  {
    name: 'prefix',
    title: 'Prefix',
    description:
      'the folder in the bucket that objects are delivered to, such as coupa/invoices. Default: the whole bucket',
    isRequired: false,
    isSecret: false,
  },
]
