import type { Extension } from '../api/contract.ts'
import { createAttachments } from '../attachments/attachments.ts'
import { createComments } from '../attachments/comments.ts'
import { createDocuments } from '../documents/documents-extension.ts'
import { createDataFiles } from '../files/data-files.ts'
import { createRecordFiles } from '../files/record-files.ts'
import { createGraphql } from '../graphql/graphql.ts'

/** Everything that the sandbox does beyond the generic API, in the order in which routes are tried. */
export const extensions: readonly Extension[] = [
  createDocuments,
  createAttachments,
  createComments,
  createRecordFiles,
  createDataFiles,
  createGraphql,
]
