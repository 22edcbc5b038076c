import type { DestinationType } from './contract/destination-type.ts'
import { filesDestination } from './files/files-destination.ts'
import { httpDestination } from './http/http-destination.ts'
import { postgresqlDestination } from './postgresql/postgresql-destination.ts'
import { s3Destination } from './s3/s3-destination.ts'
import { sftpDestination } from './sftp/sftp-destination.ts'

/** Every kind of destination. */
export const destinationTypes: readonly DestinationType[] = [
  filesDestination,
  postgresqlDestination,
  sftpDestination,
  httpDestination,
  s3Destination,
]

/** A kind of destination by its name; undefined when there is none. */
export function destinationType(kind: string): DestinationType | undefined {
  return destinationTypes.find((type) => type.kind === kind)
}
