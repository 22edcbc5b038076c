import { findResource, listResources } from '@coupa-connector/catalog'
import { quirks, startSandbox } from '@coupa-connector/sandbox'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { programName } from '../../command/program-name.ts'
import { didYouMean } from '../../command/suggest.ts'
import { untilAborted } from '../../command/until-aborted.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { createStyle } from '../../terminal/style.ts'
import { formatTable } from '../../terminal/table.ts'

type SandboxOptions = NonNullable<Parameters<typeof startSandbox>[0]>
type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** Starts the organization, prints its address, and runs until it is told to stop, which counts as success. */
export async function runSandbox(input: CommandInput, context: Context): Promise<number> {
  const given = input.list('quirk')
  if (given.includes('list')) return await listQuirks(context)
  const options = sandboxOptions(input, parseQuirkOptions(given))
  const sandbox = await start(options)
  try {
    const { url, accessTokenUrl, clientId, clientSecret, scope, apiKey, sftp } = sandbox
    if (input.flag('json')) {
      await printJson(context.stdout, {
        ...{ url, accessTokenUrl, clientId, clientSecret, scope, apiKey },
        ...(sftp === undefined ? {} : { sftp }),
      })
    } else {
      await print(context.stdout, describeSandbox(sandbox, context))
    }
    await untilAborted(context.signal)
    return 0
  } finally {
    await sandbox.close()
  }
}

function sandboxOptions(input: CommandInput, chosen: Record<string, string>): SandboxOptions {
  const host = input.text('host')
  return {
    apiKey: true,
    port: input.integer('port', { minimum: 0, maximum: 65_535 }) ?? 0,
    seed: input.integer('seed', { minimum: 0, maximum: 0xffff_ffff }) ?? 1,
    latencyMs: input.integer('latency-ms', { minimum: 0, maximum: 600_000 }) ?? 0,
    records: parseRecordCounts(input.list('records')),
    tokenLifetimeSeconds: input.integer('token-lifetime', { minimum: 1, maximum: 31_536_000 }) ?? 86_400,
    quirks: chosen,
    control: input.flag('control'),
    ...(host === undefined ? {} : { host }),
    ...sftpOptions(input),
    ...(input.flag('no-rate-limit') ? { rateLimit: false } : {}),
  }
}

/** `--sftp`, or any option that only makes sense with it. */
function sftpOptions(input: CommandInput): Pick<SandboxOptions, 'sftp'> {
  const port = input.integer('sftp-port', { minimum: 0, maximum: 65_535 })
  const pickUpSeconds = input.integer('sftp-pick-up', { minimum: 0, maximum: 86_400 })
  const exportSeconds = input.integer('sftp-export', { minimum: 1, maximum: 31_536_000 })
  const isGiven = [port, pickUpSeconds, exportSeconds].some((value) => value !== undefined)
  if (!input.flag('sftp') && !isGiven) return {}
  return {
    sftp: {
      ...(port === undefined ? {} : { port }),
      ...(pickUpSeconds === undefined ? {} : { pickUpSeconds }),
      ...(exportSeconds === undefined ? {} : { exportSeconds }),
    },
  }
}

/** Reads `--records 5000` and `--records invoices=1237`, in any order. */
export function parseRecordCounts(given: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = { default: 1000 }
  for (const text of given) {
    const [resource, number] = text.includes('=') ? splitAtLast(text, '=') : ['default', text]
    const name = resource === 'default' ? resource : findResource(resource)?.name
    if (name === undefined) {
      const names = listResources().map((one) => one.name)
      throw new UsageError(`There is no resource "${resource}" for --records.`, {
        suggestion:
          `${didYouMean(resource, names) ?? ''} Give a number, or one for a resource: --records invoices=1237.`.trim(),
      })
    }
    if (!/^\d{1,9}$/.test(number) || Number(number) > 100_000_000) {
      throw new UsageError(`--records cannot be "${text}".`, {
        suggestion: 'Give a whole number up to 100000000, or one for a resource: --records invoices=1237.',
      })
    }
    counts[name] = Number(number)
  }
  return counts
}

function splitAtLast(text: string, separator: string): [string, string] {
  const place = text.lastIndexOf(separator)
  return [text.slice(0, place), text.slice(place + 1)]
}

/** Reads `--quirk name=value`, and says what there is when one is wrong. */
export function parseQuirkOptions(given: readonly string[]): Record<string, string> {
  const chosen: Record<string, string> = {}
  for (const text of given) {
    const [name = '', ...rest] = text.split('=')
    const value = rest.join('=')
    const quirk: { name: string; values: readonly string[] } | undefined = quirks.find((entry) => entry.name === name)
    if (!quirk) {
      const names = quirks.map((entry) => entry.name)
      throw new UsageError(`There is no quirk "${name}".`, {
        suggestion: `${didYouMean(name, names) ?? ''} The quirks are: ${names.join(', ')}.`.trim(),
      })
    }
    const isNumber = quirk.values.includes('N') && /^[1-9]\d*$/.test(value)
    if (!isNumber && (value === 'N' || !quirk.values.includes(value))) {
      throw new UsageError(`Quirk "${name}" cannot be "${value}".`, {
        suggestion: `It can be: ${valuesText(quirk.values)}.`,
      })
    }
    chosen[name] = value
  }
  return chosen
}

function valuesText(values: readonly string[]): string {
  return values.map((value) => (value === 'N' ? 'a whole number' : value)).join(', ')
}

async function listQuirks(context: Context): Promise<number> {
  const rows = quirks.map((quirk) => [quirk.name, valuesText(quirk.values), quirk.what])
  await print(
    context.stdout,
    await formatTable(['Quirk', 'Values, the default first', 'What it decides'], rows, context),
  )
  return 0
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox(options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new UsageError(`Port ${options.port} is taken by another program.`, {
        suggestion: 'Choose another --port, or leave it out and a free one is taken.',
        cause: error,
      })
    }
    if (code === 'EACCES') throw new UsageError(`This user may not listen on port ${options.port}.`, { cause: error })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new UsageError(`This machine has no address "${options.host}" to listen on.`, {
        suggestion: 'Leave --host out, or give an address of this machine such as 0.0.0.0.',
        cause: error,
      })
    }
    throw error
  }
}

function describeSandbox(
  { url, accessTokenUrl, clientId, clientSecret, scope, sftp }: Sandbox,
  context: Context,
): string {
  const style = createStyle(context, 'stdout')
  const program = context.environment.npm_command === 'exec' ? `npx ${programName}` : programName
  // The scopes fill a screen. A person gets a short way to name them all; a program gets the value.
  const scopeValue = context.isTerminal.stdout ? `"$(${program} scopes --all)"` : `'${scope}'`
  return `${style('green', '●')} ${style('bold', 'A Coupa sandbox organization runs at')} ${url}

Paste this into another terminal:

export COUPA_URL='${url}'
export COUPA_ACCESS_TOKEN_URL='${accessTokenUrl}'
export COUPA_AUTHENTICATION_TYPE='oauth2'
export COUPA_CLIENT_ID='${clientId}'
export COUPA_CLIENT_SECRET='${clientSecret}'
export COUPA_SCOPE=${scopeValue}

Then try:
  ${program} test
  ${program} query invoices --limit 3 --fields id,invoice-number,status,supplier.name
${sftp === undefined ? '' : sftpText(sftp)}
Ctrl-C ends it.
`
}

function sftpText({ host, port, user, password, hostKey }: NonNullable<Sandbox['sftp']>): string {
  return `
Its SFTP server:
  sftp -P ${port} ${user}@${host}
  password  ${password}
  host key  ${hostKey}
`
}
