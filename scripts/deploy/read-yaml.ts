import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

/** Folder of the files that are deployed. */
export const deployFolder = fileURLToPath(new URL('../../deploy/', import.meta.url))

/** The documents of a YAML text, with anchors merged in. Throws for a text that is no YAML. */
export function readDocuments(text: string): unknown[] {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    if (document.errors[0]) throw document.errors[0]
    return document.toJS() as unknown
  })
}

/** The documents of a file below `deploy`. */
export function readDeployFile(path: string): unknown[] {
  return readDocuments(readFileSync(deployFolder + path, 'utf8'))
}
