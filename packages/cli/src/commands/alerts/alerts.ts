import { alertChannelKindNames, alertRuleNames } from '@coupa-connector/protocol'
import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

const channelArgument = { name: '<channel>', description: 'name or id of a channel' }
const timeOptions: readonly OptionDeclaration[] = [
  {
    flags: '--quiet-hours <from-until>',
    description: 'send nothing in this time of the day, such as 22:00-06:00; "none" removes it',
  },
  { flags: '--digest <time>', description: 'send one summary a day at this time, such as 08:00; "none" removes it' },
  { flags: '--zone <zone>', description: 'time zone of both, such as Europe/Berlin' },
]
const settingOptions: readonly OptionDeclaration[] = [
  { flags: '--set <name=value>', description: 'a setting, such as url or recipients', isRepeatable: true },
  {
    flags: '--set-file <name=path>',
    description: 'a secret, read from a file: signingSecret, bearerToken, url (of slack and teams), routingKey',
    isRepeatable: true,
  },
]
const secretsHelp =
  'Secrets come from a file with --set-file, because other programs can see a command line. The hub seals them and never shows\nthem again.'

const channelCommands: Command = {
  name: 'channels',
  summary: 'list, create, change and test the channels that alerts go to',
  examples: ['coupa-connector alerts channels list'],
  commands: [
    {
      name: 'list',
      summary: 'list the channels, with what was sent last and what went wrong',
      options: [jsonOption],
      examples: ['coupa-connector alerts channels list'],
      run: async (input, context) => (await import('./alert-channels.ts')).listAlertChannels(input, context),
    },
    {
      name: 'create',
      summary: 'create a channel',
      description: secretsHelp,
      arguments: [{ name: '<name>', description: 'name of the new channel' }],
      options: [
        { flags: '--kind <kind>', description: 'what it is', choices: [...alertChannelKindNames] },
        ...settingOptions,
        ...timeOptions,
        jsonOption,
      ],
      examples: [
        'coupa-connector alerts channels create Operations --kind email --set recipients=operations@example.com',
        'coupa-connector alerts channels create Hook --kind webhook --set url=https://hooks.example.com/coupa --set-file signingSecret=secret.txt',
        'coupa-connector alerts channels create "#coupa" --kind slack --set-file url=slack-url.txt --quiet-hours 22:00-06:00 --zone Europe/Berlin',
      ],
      run: async (input, context) => (await import('./alert-channels.ts')).createAlertChannel(input, context),
    },
    {
      name: 'update',
      summary: 'change a channel; what is not given stays as it is',
      description: secretsHelp,
      arguments: [channelArgument],
      options: [
        { flags: '--name <name>', description: 'its new name' },
        ...settingOptions,
        ...timeOptions,
        { flags: '--enable', description: 'send to it again' },
        { flags: '--disable', description: 'send nothing to it' },
        jsonOption,
      ],
      examples: ['coupa-connector alerts channels update Operations --digest 08:00 --zone Europe/Berlin'],
      run: async (input, context) => (await import('./alert-channels.ts')).updateAlertChannel(input, context),
    },
    {
      name: 'test',
      summary: 'send a test message now',
      description: 'Exit code 0: it was taken. 1: it was not; the reason is printed.',
      arguments: [channelArgument],
      options: [jsonOption],
      examples: ['coupa-connector alerts channels test Operations'],
      run: async (input, context) => (await import('./alert-channels.ts')).testAlertChannel(input, context),
    },
    {
      name: 'delete',
      summary: 'delete a channel with its secrets',
      arguments: [channelArgument],
      examples: ['coupa-connector alerts channels delete Operations'],
      run: async (input, context) => (await import('./alert-channels.ts')).deleteAlertChannel(input, context),
    },
  ],
}

const deploymentOptions: readonly OptionDeclaration[] = [
  { flags: '--process <name>', description: 'as it is for this process' },
  { flags: '--environment <name>', description: 'where it is deployed (default: the only environment in which it is)' },
]

const ruleCommands: Command = {
  name: 'rules',
  summary: 'list and set the rules of alerts',
  examples: ['coupa-connector alerts rules list'],
  commands: [
    {
      name: 'list',
      summary: 'list the rules, with what applies and where it was set',
      options: [...deploymentOptions, jsonOption],
      examples: ['coupa-connector alerts rules list', 'coupa-connector alerts rules list --process ok-to-pay'],
      run: async (input, context) => (await import('./alert-rules.ts')).listAlertRules(input, context),
    },
    {
      name: 'set',
      summary: 'set a rule, for the account or for one process',
      description: 'What is not given stays as it was set. --inherit forgets what was set.',
      arguments: [{ name: '<rule>', description: `one of ${alertRuleNames.join(', ')}` }],
      options: [
        { flags: '--on', description: 'alert' },
        { flags: '--off', description: 'do not alert' },
        { flags: '--threshold <number>', description: 'the number of the rule, such as hours or failures' },
        { flags: '--channel <name>', description: 'send its alerts to these channels alone', isRepeatable: true },
        { flags: '--all-channels', description: 'send its alerts to all channels' },
        { flags: '--inherit', description: 'forget what was set' },
        ...deploymentOptions,
        jsonOption,
      ],
      examples: [
        'coupa-connector alerts rules set lag --threshold 8',
        'coupa-connector alerts rules set run-partial --off --process ok-to-pay --environment test',
        'coupa-connector alerts rules set no-success --channel PagerDuty --channel Operations',
      ],
      run: async (input, context) => (await import('./alert-rules.ts')).setAlertRule(input, context),
    },
  ],
}

/** What people are told of, by which rules, and where it goes. */
export const alertsCommand: CommandBody = {
  description: 'Works with a hub: sign in with "coupa-connector hub login" first.',
  examples: [
    'coupa-connector alerts list',
    'coupa-connector alerts channels create Operations --kind email --set recipients=operations@example.com',
    'coupa-connector alerts channels test Operations',
    'coupa-connector alerts rules set lag --threshold 8',
  ],
  commands: [
    {
      name: 'list',
      summary: 'list what people were told of, the newest first',
      options: [
        { flags: '--limit <number>', description: 'how many at most, up to 200 (default: 50)' },
        { flags: '--rule <rule>', description: 'of this rule alone', choices: [...alertRuleNames] },
        jsonOption,
      ],
      examples: ['coupa-connector alerts list --limit 10'],
      run: async (input, context) => (await import('./list-alerts.ts')).listAlerts(input, context),
    },
    {
      name: 'messages',
      summary: 'list what was sent to the channels, and what became of it, the newest first',
      options: [
        { flags: '--limit <number>', description: 'how many at most, up to 200 (default: 50)' },
        {
          flags: '--state <state>',
          description: 'in this state alone',
          choices: ['waiting', 'sending', 'sent', 'given-up'],
        },
        jsonOption,
      ],
      examples: ['coupa-connector alerts messages --state given-up'],
      run: async (input, context) => (await import('./list-alerts.ts')).listAlertMessages(input, context),
    },
    {
      name: 'resend',
      summary: 'send messages again that were given up',
      description:
        'Without a message and --channel, all that were given up. They get all of their tries again, and keep their ids.',
      arguments: [{ name: '[messages...]', description: 'ids, as "alerts messages --json" has them' }],
      options: [{ flags: '--channel <name>', description: 'those of this channel alone' }, jsonOption],
      examples: ['coupa-connector alerts resend', 'coupa-connector alerts resend --channel Operations'],
      run: async (input, context) => (await import('./resend-messages.ts')).resendAlertMessages(input, context),
    },
    channelCommands,
    ruleCommands,
  ],
}
