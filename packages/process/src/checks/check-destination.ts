import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { destinationKinds, kindsWithFiles } from '../definition/parts-schema.ts'

/** Names of settings that are secrets wherever they occur. */
const secretName = /pass(?:word|phrase)|secret|token|(?:private|access)-?key|header-?value/i

/** The other end: it is declared, the records fit it, and no secret stands in the definition. */
export function checkDestination({ destination, mapping, values }: Definition): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const target = values[destination.connection]
  const kind = destinationKinds.find((one) => one === target?.kind)
  if (kind === undefined) {
    problems.push({
      path: `values.${destination.connection}`,
      message:
        target === undefined ? 'is missing: it is the other end' : `is a ${target.kind}, and has to be the other end`,
      suggestion: `Write { "kind": "files" }, or another of ${destinationKinds.join(', ')}.`,
    })
    return problems
  }
  const hasFiles = kindsWithFiles.includes(kind)
  if (!hasFiles && destination.format !== undefined) {
    problems.push({ path: 'destination.format', message: `is ${destination.format}, and ${kind} has no files` })
  }
  problems.push(...checkFlatFile({ destination, mapping }, kind))
  const isDocuments =
    destination.format === undefined || destination.format === 'ndjson' || destination.format === 'flat-file'
  if (!isDocuments && mapping.shape === 'nested') {
    problems.push({
      path: 'destination.format',
      message: `is ${destination.format}, which has columns, and nested records have none`,
      suggestion: 'Use the shape flat or tables, or the format ndjson.',
    })
  }
  if (kind === 'postgresql' && mapping.shape === 'nested') {
    problems.push({
      path: 'mapping.shape',
      message: 'is nested, and PostgreSQL takes rows',
      suggestion: 'Use the shape tables or flat.',
    })
  }
  for (const [name, value] of Object.entries(values)) {
    if (!('default' in value) || typeof value.default !== 'object') continue
    for (const [field, text] of Object.entries(value.default)) {
      const isSecret = secretName.test(field) || /:\/\/[^/@:]*:[^/@]+@/.test(text)
      if (!isSecret) continue
      problems.push({
        path: `values.${name}.default.${field}`,
        message: 'holds a secret, and a definition is not a place for one',
        suggestion: 'Leave it out; it is given where the process runs.',
      })
    }
  }
  return problems
}

/** A flat file of Coupa is made from whole records, and its object says which columns there are. */
function checkFlatFile(
  { destination, mapping }: Pick<Definition, 'destination' | 'mapping'>,
  kind: (typeof destinationKinds)[number],
): readonly DefinitionProblem[] {
  const isFlatFile = destination.format === 'flat-file'
  const problems: DefinitionProblem[] = []
  if (isFlatFile && kind !== 'files' && kind !== 'sftp') {
    const message = `is flat-file, which is for files and sftp, and not for ${kind}`
    problems.push({ path: 'destination.format', message })
  }
  if (isFlatFile && mapping.shape !== 'nested') {
    const suggestion = 'Use the shape nested: header rows and lines are made from the whole record.'
    problems.push({ path: 'mapping.shape', message: `is ${mapping.shape}, and the format is flat-file`, suggestion })
  }
  if (isFlatFile !== (destination.object !== undefined)) {
    const message = isFlatFile ? 'is missing, and the format is flat-file' : 'is set, and the format is not flat-file'
    problems.push({ path: 'destination.object', message })
  }
  return problems
}
