import { createDocuments } from './documents/documents-extension.ts'
import type { Extension } from './server/handlers.ts'
import { createAttachments } from './side/attachments.ts'
import { createComments } from './side/comments.ts'
import { createDataFiles } from './side/data-files.ts'
import { createGraphql } from './side/graphql.ts'
import { createRecordFiles } from './side/record-files.ts'

/** Everything that the sandbox does beyond the generic API, in the order in which routes are tried. */
export const extensions: readonly Extension[] = [
  createDocuments,
  createAttachments,
  createComments,
  createRecordFiles,
  createDataFiles,
  createGraphql,
]
