import type { Command } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

/** What goes on in a hub, for people who look. */
export const hubActivityCommands: readonly Command[] = [
  {
    name: 'open',
    summary: 'print the address of the hub, and open its console in a browser',
    description:
      'The hub is the one that this machine is signed in to. In a pipe, or on a machine without a screen, the address is only\n' +
      'printed. BROWSER names the program that opens it.',
    options: [{ flags: '--print', description: 'only print the address' }],
    examples: ['coupa-connector hub open'],
    run: async (input, context) => (await import('./run-open.ts')).runOpen(input, context),
  },
  {
    name: 'jobs',
    summary: 'list tests and operations, and what became of them, the newest first',
    description: 'Runs of processes have a list of their own: "coupa-connector processes runs".',
    options: [
      { flags: '--connection <name>', description: 'only those with this connection' },
      { flags: '--kind <kind>', description: 'only these', choices: ['test', 'operation'] },
      { flags: '--state <state>', description: 'only those in this state', choices: ['queued', 'running', 'finished'] },
      { flags: '--limit <number>', description: 'maximum number of jobs, up to 200 (default: 20)' },
      { flags: '--watch', description: 'look again every two seconds, until Ctrl-C' },
      jsonOption,
    ],
    examples: ['coupa-connector hub jobs --kind test --connection acme', 'coupa-connector hub jobs --watch'],
    run: async (input, context) => (await import('./list-jobs.ts')).listJobs(input, context),
  },
  {
    name: 'logs',
    summary: 'print what was done and refused in the account, from the audit log',
    description:
      'The oldest entry comes first. It takes the role of an administrator. --json prints whole entries, one a line.',
    options: [
      { flags: '-f, --follow', description: 'go on with what happens from now on, until Ctrl-C' },
      { flags: '--limit <number>', description: 'how many entries to begin with, up to 200 (default: 20)' },
      { flags: '--since <time>', description: 'only entries since 2026-01-31 or 2026-01-31T08:00:00+01:00' },
      { flags: '--changes', description: 'leave out tests and operations' },
      { flags: '--refused', description: 'only what was refused' },
      jsonOption,
    ],
    examples: ['coupa-connector hub logs --follow', 'coupa-connector hub logs --changes --since 2026-01-31'],
    run: async (input, context) => (await import('./show-logs.ts')).showLogs(input, context),
  },
]
