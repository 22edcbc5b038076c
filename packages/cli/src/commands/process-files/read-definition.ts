import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Definition, LoadDefinition } from '@coupa-connector/process'
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
  const [{ parseProcess }, value] = await Promise.all([import('@coupa-connector/process'), readDefinitionValue(file)])
  return parseProcess(value)
}

/** What a JSON or YAML file holds, not yet checked. Throws a `UsageError` for a file that cannot be read. */
export async function readDefinitionValue(file: string): Promise<unknown> {
  const text = await readText(file)
  const ending = extname(file).toLowerCase()
  return ending === '.yaml' || ending === '.yml' ? await parseYaml(text, file) : parseJson(text, file)
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
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
    `The definition ${file} is not JSON: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${reading.problem}.`,
    { suggestion: 'YAML is read from files that end in .yaml or .yml.' },
  )
}

async function parseYaml(text: string, file: string): Promise<unknown> {
  const { parse, YAMLParseError } = await import('yaml')
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    throw new UsageError(`The definition ${file} is not YAML: ${error.message}`, { cause: error })
  }
}
