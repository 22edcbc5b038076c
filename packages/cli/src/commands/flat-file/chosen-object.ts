import { type FlatFileObject, findFlatFileObject, flatFileObjects } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The object of `--object`. */
export function chosenObject(input: CommandInput): FlatFileObject {
  const name = input.text('object')
  if (name === undefined) {
    throw new UsageError('--object is missing: it says what the file has.', { suggestion: choices() })
  }
  return objectCalled(name)
}

/** An object by its name. Throws a `UsageError` with the choices for a name that is none. */
export function objectCalled(name: string): FlatFileObject {
  const object = findFlatFileObject(name)
  if (object !== undefined) return object
  const near = didYouMean(
    name,
    flatFileObjects.map((one) => one.name),
  )
  throw new UsageError(`There is no object "${name}".`, { suggestion: near ?? choices() })
}

function choices(): string {
  return `Choose one of ${flatFileObjects.map(({ name }) => name).join(', ')}.`
}
