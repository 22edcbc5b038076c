import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Definition, DefinitionProblem, LoadDefinition } from '@coupa-connector/process'
import { UsageError } from '../../command/usage-error.ts'
import { readJsonWithComments } from '../../input/json-problem.ts'

/**
 * Reads a definition from a JSON or YAML file. Throws a `UsageError` for a file that cannot be read, and a `DefinitionError`
 * with every problem for a definition that is wrong.
 */
export async function readDefinition(file: string): Promise<Definition> {
  const { isLoad } = await import('@coupa-connector/process')
  const definition = await readProcess(file)
  if (!isLoad(definition)) return definition
  throw new UsageError(`${file} is a load into Coupa, and this command is for processes that move data out of Coupa.`)
}

/** Reads a definition of either direction. Throws as `readDefinition` does. */
export async function readProcess(file: string): Promise<Definition | LoadDefinition> {
  const [{ isLoad, parseProcess }, value] = await Promise.all([
    import('@coupa-connector/process'),
    readDefinitionValue(file),
  ])
  const definition = parseProcess(value)
  if (!isLoad(definition)) await checkConditions(definition)
  return definition
}

/**
 * Throws a `DefinitionError` for conditions that no query can have. The library knows the rules of queries; a run would only
 * find out after it had begun.
 */
export async function checkConditions({ source }: Definition): Promise<void> {
  const [{ normalizeQuery }, { isCoupaError }, { findResource }, { DefinitionError }] = await Promise.all([
    import('@coupa-connector/connector/internals'),
    import('@coupa-connector/connector'),
    import('@coupa-connector/catalog'),
    import('@coupa-connector/process'),
  ])
  const resource = findResource(source.resource)
  if (resource === undefined) return
  const problemsOf = (path: string, where: Readonly<Record<string, unknown>>): readonly DefinitionProblem[] => {
    try {
      normalizeQuery({ where }, resource)
      return []
    } catch (error) {
      if (!isCoupaError(error) || error.code !== 'COUPA_QUERY_INVALID') throw error
      const { argument, reason } = error.details
      return [{ path, message: `cannot be asked at ${argument}: ${reason}`, suggestion: error.suggestion }]
    }
  }
  const single = Object.entries(source.where).flatMap(([name, condition]) =>
    problemsOf(`source.where.${name}`, { [name]: condition }),
  )
  // Some conditions are right by themselves, and do not go together.
  const problems = single.length > 0 ? single : problemsOf('source.where', source.where)
  if (problems.length > 0) throw new DefinitionError(problems)
}

/** What a JSON or YAML file holds, not yet checked. Throws a `UsageError` for a file that cannot be read. */
export async function readDefinitionValue(file: string): Promise<unknown> {
  const text = await readText(file)
  const ending = extname(file).toLowerCase()
  return ending === '.yaml' || ending === '.yml' ? await parseYaml(text, file) : parseJson(text, file)
}

async function readText(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8')
    // Editors of Windows begin a file with a byte order mark.
    return text.replace(/^\ufeff/, '')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : message
    throw new UsageError(`The definition ${file} cannot be read: ${reason}.`, {
      cause: error,
      suggestion: 'Write one with "coupa-connector processes new TEMPLATE --output FILE".',
    })
  }
}

function parseJson(text: string, file: string): unknown {
  const reading = readJsonWithComments(text)
  if ('value' in reading) return reading.value
  const before = text.slice(0, reading.offset).split('\n')
  throw new UsageError(
    `The definition ${file} cannot be read as JSON: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${reading.problem}.`,
    { suggestion: 'YAML is read from files that end in .yaml or .yml.' },
  )
}

async function parseYaml(text: string, file: string): Promise<unknown> {
  const { parseDocument, parseAllDocuments } = await import('yaml')
  const refuse = (reason: string, options: { cause?: unknown; suggestion?: string } = {}): UsageError =>
    new UsageError(`The definition ${file} is not YAML that can be read: ${reason}`, options)
  if (parseAllDocuments(text).length > 1) {
    throw refuse('it has several documents.', { suggestion: 'Give each definition a file of its own.' })
  }
  const document = parseDocument(text)
  const [error] = document.errors
  if (error !== undefined) throw refuse(error.message, { cause: error })
  try {
    return document.toJS()
  } catch (cause) {
    // Names without an anchor, and anchors that multiply beyond measure, show only now.
    throw refuse(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
