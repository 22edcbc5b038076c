import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createCommandInput } from '../../packages/cli/src/command/command-input.ts'
import { containerCommand } from '../../packages/cli/src/commands/container/container.ts'
import { configurationOf } from '../../packages/cli/src/commands/serve/configuration-of.ts'
import { serveCommand } from '../../packages/cli/src/commands/serve/serve.ts'
import type { GivenSetting } from '../../packages/cli/src/commands/serve/settings/read-configuration.ts'
import { captureContext } from '../../packages/cli/src/testing/capture-context.ts'

/** What a service starts: its arguments, the variables that it sets, and the names of the secrets that it mounts. */
export interface ServiceCommand {
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly credentials: readonly string[]
}

const credentialTexts: Readonly<Record<string, string>> = {
  database: 'postgresql://hub:password@database/hub\n',
  keys: 'B'.repeat(43),
}

/** Lets the program itself read the settings of a service that runs `serve`. Fails for any that it does not know. */
export async function readSettings({
  args: [command, ...args],
  environment,
  credentials,
}: ServiceCommand): Promise<ReadonlyMap<string, GivenSetting>> {
  expect(command).toBe('serve')
  expectOptions(serveCommand.options, args)
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'))
  try {
    for (const name of credentials) writeFileSync(join(folder, name), credentialTexts[name] ?? 'text')
    const input = createCommandInput(new Map(), new Map(args.map((argument) => [argument.slice(2), true])))
    const given = { ...environment, COUPA_CONNECTOR_CREDENTIALS_DIRECTORY: folder }
    const configuration = await configurationOf(input, { ...captureContext().context, environment: given })
    return new Map(configuration.given.map((each) => [each.setting.name, each]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fails for an option that `container run` does not have. */
export function expectNodeCommand([container, run, ...args]: readonly string[]): void {
  expect([container, run]).toEqual(['container', 'run'])
  expectOptions(containerCommand.commands?.find(({ name }) => name === 'run')?.options, args)
}

function expectOptions(declared: readonly { readonly flags: string }[] = [], args: readonly string[]): void {
  const known = declared.map(({ flags }) => flags.split(' ')[0])
  const used = args.filter((argument) => argument.startsWith('--')).map((argument) => argument.split('=')[0])
  expect(used.filter((option) => !known.includes(option))).toEqual([])
}
