import { parseSettings, type SettingsInput } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { createConnectionStore } from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { print } from '../../terminal/print.ts'
import { askForSecret, secretField } from './secret-field.ts'

/** Replaces the secret of a connection. */
export async function setConnectionSecret(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('name')
  const store = createConnectionStore(stateFolders(context), context)
  const { fields } = await store.find(name)
  const field = secretField(fields.authenticationType)
  const value = await askForSecret(field, context)
  if (value === undefined) {
    throw new UsageError(`${field.label} is missing; the connection is unchanged.`, {
      suggestion: `Type it at the prompt, pipe it in as one line, or set ${field.environmentVariable}.`,
    })
  }
  parseSettings({ ...fields, [field.name]: value } as SettingsInput)
  await store.put(name, (present) => {
    if (!present) throw new UsageError(`Another process has just removed the connection "${name}".`)
    return { fields: present.fields, secrets: { [field.name]: value } }
  })
  await print(context.stdout, `${field.label} of "${name}" is set.\n`)
  return 0
}
