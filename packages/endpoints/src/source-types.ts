import type { SourceType } from './contract/source-type.ts'
import { filesSource } from './sources/files/files-source.ts'
import { httpSource } from './sources/http/http-source.ts'
import { postgresqlSource } from './sources/postgresql/postgresql-source.ts'
import { s3Source } from './sources/s3/s3-source.ts'
import { sftpSource } from './sources/sftp/sftp-source.ts'

/** Every kind of source. */
export const sourceTypes: readonly SourceType[] = [filesSource, sftpSource, postgresqlSource, httpSource, s3Source]

/** A kind of source by its name; undefined when there is none. */
export function sourceType(kind: string): SourceType | undefined {
  return sourceTypes.find((type) => type.kind === kind)
}
