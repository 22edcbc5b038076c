import type { Context } from '../../command/context.ts'
import { programName } from '../../command/program-name.ts'
import { createStyle } from '../../terminal/style.ts'
import type { Installation } from './installation/open-installation.ts'
import type { SandboxFacts } from './local-sandbox.ts'
import type { ServeOptions } from './serve-options.ts'

/** What there is to say about an installation that runs. */
export interface RunningInstallation {
  readonly options: ServeOptions
  readonly installation: Pick<Installation, 'places' | 'database'>
  readonly sandbox: SandboxFacts | undefined
  /** Undefined when the first administrator is there. */
  readonly setUpLink: string | undefined
  readonly url: string
}

/** Tells the user where the installation runs, what to do first, and what to know about it. */
export function describeInstallation(running: RunningInstallation, context: Context): string {
  const { options, installation, sandbox, setUpLink, url } = running
  const style = createStyle(context, 'stdout')
  const paragraphs = [`${style('green', '●')} ${style('bold', 'The hub runs at')} ${url}`]
  if (setUpLink !== undefined) {
    paragraphs.push(`Nobody can sign in yet. Create the first administrator with this link; it works once, for 24 hours:
  ${setUpLink}
On the command line: ${programName} hub set-up 'LINK' --email YOU@EXAMPLE.COM --name 'YOUR NAME' --account 'YOUR COMPANY'`)
  } else {
    paragraphs.push(`On the command line: ${programName} hub login --url ${url} --email YOU@EXAMPLE.COM`)
  }
  if (sandbox) {
    paragraphs.push(`A sandbox organization runs beside it, at every start the same; --no-sandbox leaves it out.
A connection to it has these settings:
  URL               ${sandbox.url}
  Client ID         ${sandbox.clientId}
  Client Secret     ${sandbox.clientSecret}
  Scope             ${sandbox.scope}
  Access Token URL  ${sandbox.accessTokenUrl}`)
  }
  const facts = [
    options.hasAtom
      ? `Atom      beside the hub, a process of its own${setUpLink === undefined ? '' : '; it joins the first account as soon as there is one'}`
      : 'Atom      none here: enroll containers with installer tokens',
    `Data      ${installation.places.directory}`,
    installation.database.kind === 'embedded'
      ? 'Database  embedded PostgreSQL; --database takes a server of your own, for several hubs'
      : 'Database  PostgreSQL',
  ]
  return `${[...paragraphs, facts.join('\n'), 'Ctrl-C ends it.'].join('\n\n')}\n`
}
