import { createConnectionType } from '@coupa-connector/container'
import { createHub } from '@coupa-connector/hub'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { print } from '../../terminal/print.ts'
import { configurationOf } from '../serve/configuration-of.ts'
import { openInstallation } from '../serve/installation/open-installation.ts'
import { readServeOptions } from '../serve/serve-options.ts'

/** Prints a one-time link with which a person sets a new password. */
export async function runResetPassword(input: CommandInput, context: Context): Promise<number> {
  const options = await readServeOptions(await configurationOf(input, context), context)
  await using installation = await openInstallation(options.installation, context)
  await using hub = await createHub({
    database: installation.database,
    sealer: await installation.openKeys(),
    connectionType: createConnectionType(version),
    origin: options.origin,
    version,
    clock: context.clock,
    log: silent,
    housekeeping: false,
    messaging: options.messaging,
  })
  const email = input.required('email')
  const link = await hub.createPasswordResetLink(email)
  await print(context.stdout, `${link}\n`)
  await print(
    context.stderr,
    `Give the link to that person alone; it works once, for 24 hours. On the command line: coupa-connector hub set-password 'LINK'\n`,
  )
  const problem = options.messaging.mail === undefined ? undefined : await hub.mailPasswordResetLink(email, link)
  if (options.messaging.mail !== undefined) {
    await print(
      context.stderr,
      problem === undefined
        ? `The link was sent to ${email}, too.\n`
        : `The link could not be sent to ${email}: ${problem}\n`,
    )
  }
  return 0
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
