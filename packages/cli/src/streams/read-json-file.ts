import { readFile } from 'node:fs/promises'
import type { CommandInput } from '../command/command-input.ts'
import { UsageError } from '../command/usage-error.ts'
import { MalformedJsonError } from '../input/exact-json.ts'

/** Reads a file of JSON that `option` names. Throws a `UsageError` that says what is wrong with it, and nothing of its content. */
export async function readJsonFile(option: string, file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const { line, column } = new MalformedJsonError(text, 1)
    throw new UsageError(`${option} ${file} is not JSON at line ${line}, column ${column}.`, { cause: error })
  }
}

/** Reads the file of an option that has to be there. */
export async function readRequiredJson(input: CommandInput, option: string): Promise<unknown> {
  const file = input.text(option)
  if (file !== undefined) return await readJsonFile(`--${option}`, file)
  throw new UsageError(`--${option} is missing.`, { suggestion: `Name the file: --${option} ${option}.json` })
}
