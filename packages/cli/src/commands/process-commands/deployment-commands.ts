import type { Command } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'
import { environmentOption } from './environment-option.ts'

const nameArgument = { name: '<name>', description: 'name or id of a process of the hub' }

const apply: Command = {
  name: 'apply',
  summary: 'store a definition on a hub, as a process or as its next version',
  description:
    'The name in the definition says which process it is. The same definition again changes nothing. A version never changes, and\n' +
    'what is deployed keeps its version until "deploy" is called.',
  arguments: [{ name: '<file>', description: 'the definition, JSON or YAML' }],
  options: [
    { flags: '--plan', description: 'only say what would happen' },
    { flags: '--note <text>', description: 'what is new, for the list of versions' },
    jsonOption,
  ],
  examples: [
    'coupa-connector processes apply ok-to-pay.json --plan',
    'coupa-connector processes apply ok-to-pay.json --note "with the cost center"',
  ],
  run: async (input, context) => (await import('../hub-processes/apply-process.ts')).applyProcess(input, context),
}

const list: Command = {
  name: 'list',
  summary: 'list the processes of a hub, and where they are deployed',
  options: [jsonOption],
  examples: ['coupa-connector processes list'],
  run: async (input, context) => (await import('../hub-processes/show-processes.ts')).listHubProcesses(input, context),
}

const show: Command = {
  name: 'show',
  summary: 'show a process of a hub: versions, deployments, schedules; or a definition',
  arguments: [nameArgument],
  options: [
    { flags: '--definition', description: 'print the definition of the newest version instead' },
    { flags: '--version <number>', description: 'print the definition of this version instead' },
    jsonOption,
  ],
  examples: [
    'coupa-connector processes show ok-to-pay',
    'coupa-connector processes show ok-to-pay --version 1 > ok-to-pay.json',
  ],
  run: async (input, context) => (await import('../hub-processes/show-processes.ts')).showProcess(input, context),
}

const diff: Command = {
  name: 'diff',
  summary: 'compare two versions of a process: each change, and what it means',
  arguments: [
    nameArgument,
    { name: '<from>', description: 'number of a version' },
    { name: '<to>', description: 'number of another one' },
  ],
  options: [jsonOption],
  examples: ['coupa-connector processes diff ok-to-pay 1 2'],
  run: async (input, context) => (await import('../hub-processes/diff-versions.ts')).diffVersions(input, context),
}

const deploy: Command = {
  name: 'deploy',
  summary: 'deploy a version of a process in an environment, with its schedule',
  description: `What is deployed there already keeps what you do not name. Without --version, a first deployment takes the newest version, and so
does one for which nothing else is named; otherwise the version stays. Schedules that are given replace those of before. Connection,
destination and container may be left out where the account has only one.

Two runs of a deployment never run at once. --overlap says what happens at an instant at which the run before is not over, and
--catch-up what happens with instants that passed while no hub was there, or in maintenance.`,
  arguments: [nameArgument],
  options: [
    { flags: '--environment <name>', description: 'where, such as test or production' },
    { flags: '--version <number>', description: 'which version, or newest' },
    { flags: '--connection <name>', description: 'the connection to Coupa' },
    { flags: '--destination <name>', description: 'where it delivers to' },
    {
      flags: '--end <name=destination>',
      description: 'a destination for another value of the definition, such as answers="Answers of the ERP"',
      isRepeatable: true,
    },
    { flags: '--container <name>', description: 'where it runs' },
    {
      flags: '--set <name=value>',
      description: 'a setting of the destination that differs here, such as folder=/data/test',
      isRepeatable: true,
    },
    { flags: '--unset <name>', description: 'take such a setting back', isRepeatable: true },
    {
      flags: '--cron <expression>',
      description: 'start at these times: minute, hour, day of the month, month, day of the week',
      isRepeatable: true,
    },
    { flags: '--zone <name>', description: 'time zone of --cron, such as Europe/Berlin', isRepeatable: true },
    { flags: '--every <minutes>', description: 'start every so many minutes', isRepeatable: true },
    { flags: '--after <process>', description: 'start after each run of another process', isRepeatable: true },
    { flags: '--no-schedule', description: 'start only when somebody asks for it' },
    {
      flags: '--overlap <policy>',
      description: 'when the run before is not over: let one wait, skip, or cancel it (default: queue-one)',
      choices: ['queue-one', 'skip', 'cancel-running'],
    },
    {
      flags: '--catch-up <policy>',
      description: 'make up for missed instants once, for all of them, or not at all (default: one)',
      choices: ['one', 'all', 'none'],
    },
    { flags: '--catch-up-hours <number>', description: 'how far back (default: 24)' },
    { flags: '--jitter-seconds <number>', description: 'put each start off by up to so many seconds (default: 0)' },
    {
      flags: '--maintenance <window>',
      description:
        'start nothing by schedule in this time of the week: days, times and zone, as in "sat-sun 22:00-02:00 Europe/Berlin"',
      isRepeatable: true,
    },
    { flags: '--no-maintenance', description: 'take the maintenance windows away' },
    { flags: '--pause-after <number>', description: 'pause after so many failed runs in a row, or never (default: 5)' },
    {
      flags: '--confirm-mixing <connection>',
      description: 'use a connection that is labeled for the other classification; repeat its name',
    },
    jsonOption,
  ],
  examples: [
    'coupa-connector processes deploy ok-to-pay --environment test --connection Sandbox --destination "ERP inbox"',
    'coupa-connector processes deploy ok-to-pay --environment test --cron "0 4 * * *" --zone Europe/Berlin',
    'coupa-connector processes deploy ok-to-pay --environment production --version 2 --every 60 --overlap skip',
    'coupa-connector processes deploy ok-to-pay --environment production --maintenance "sun 02:00-06:00 Europe/Berlin"',
  ],
  run: async (input, context) => (await import('../hub-processes/deploy-process.ts')).deployProcess(input, context),
}

const rollback: Command = {
  name: 'rollback',
  summary: 'deploy the version of a process that was there before',
  description: 'The state stays: what was delivered is not delivered again.',
  arguments: [nameArgument],
  options: [environmentOption, jsonOption],
  examples: ['coupa-connector processes rollback ok-to-pay --environment production'],
  run: async (input, context) =>
    (await import('../hub-processes/change-deployment.ts')).rollBackDeployment(input, context),
}

const pause: Command = {
  name: 'pause',
  summary: 'start a process no more by schedule; a run that is under way ends as usual',
  arguments: [nameArgument],
  options: [environmentOption, { flags: '--reason <text>', description: 'why; it is shown' }, jsonOption],
  examples: ['coupa-connector processes pause ok-to-pay --environment production --reason "the ERP moves"'],
  run: async (input, context) =>
    (await import('../hub-processes/change-deployment.ts')).pauseDeployment(input, context),
}

const resume: Command = {
  name: 'resume',
  summary: 'start a process by schedule again',
  arguments: [nameArgument],
  options: [environmentOption, jsonOption],
  examples: ['coupa-connector processes resume ok-to-pay --environment production'],
  run: async (input, context) =>
    (await import('../hub-processes/change-deployment.ts')).resumeDeployment(input, context),
}

const undeploy: Command = {
  name: 'undeploy',
  summary: 'take a process out of an environment, and forget what it delivered there',
  description: 'It takes an administrator. "pause" only stops the schedule.',
  arguments: [nameArgument],
  options: [{ flags: '--environment <name>', description: 'out of which environment' }],
  examples: ['coupa-connector processes undeploy ok-to-pay --environment test'],
  run: async (input, context) =>
    (await import('../hub-processes/change-deployment.ts')).undeployProcess(input, context),
}

const remove: Command = {
  name: 'delete',
  summary: 'delete a process of a hub that is deployed nowhere, with its versions',
  arguments: [nameArgument],
  examples: ['coupa-connector processes delete ok-to-pay'],
  run: async (input, context) => (await import('../hub-processes/change-deployment.ts')).deleteProcess(input, context),
}

/** Versions of processes of a hub, and where they are deployed. */
export const deploymentCommands: readonly Command[] = [
  ...[apply, list, show, diff],
  ...[deploy, rollback, pause, resume, undeploy, remove],
]
