import { createDocuments } from './documents/documents-extension.ts'
import type { Extension } from './server/handlers.ts'

/** Everything that the sandbox does beyond the generic API, in the order in which routes are tried. */
export const extensions: readonly Extension[] = [createDocuments]
