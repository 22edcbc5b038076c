import type { DestinationType } from '../contract/destination-type.ts'
import { readSettings } from '../objects/read-settings.ts'
import { s3Settings } from './s3-settings.ts'

/** Objects in a bucket of AWS S3 or of a server with the same API. */
export const s3Destination: DestinationType = {
  kind: 's3',
  title: 'S3 bucket',
  guarantee: 'exactly-once',
  formats: ['ndjson', 'csv', 'parquet'],
  shapes: ['nested', 'flat', 'tables'],
  settings: s3Settings,
  isLocal: false,
  open: async (given, options) => {
    const settings = readSettings(given, s3Settings, 's3')
    const { createS3Destination } = await import('./create-s3-destination.ts')
    return createS3Destination(settings, options)
  },
}
