import { type AlertRule, alertRuleNames } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { formatTable } from '../../terminal/table.ts'
import { findDeployment, findProcess } from '../hub-processes/find-process.ts'
import { inOptions } from '../hub-processes/in-options.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { findChannel } from './alert-channels.ts'

/** Lists the rules with what applies. */
export async function listAlertRules(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const rules = await readRules(hub, await readDeployment(hub, input))
  if (input.flag('json')) await printJson(context.stdout, { rules })
  else {
    const rows = rules.map((rule) => [rule.rule, rule.effective.isOn ? 'on' : 'off', originOf(rule), rule.description])
    await print(context.stdout, await formatTable(['Rule', 'State', 'Set for', 'Alerts when'], rows, context))
  }
  return 0
}

/** Sets what is given of a rule; what is not given stays as it was set. */
export async function setAlertRule(input: CommandInput, context: Context): Promise<number> {
  const given = input.required('rule')
  const name = alertRuleNames.find((rule) => rule === given)
  if (name === undefined) {
    throw new UsageError(`There is no rule "${given}".`, {
      suggestion: didYouMean(given, alertRuleNames) ?? `There are: ${alertRuleNames.join(', ')}.`,
    })
  }
  refuseContradictions(input)
  await using hub = await openHub(context)
  const deployment = await readDeployment(hub, input)
  const before = (await readRules(hub, deployment)).find(({ rule }) => rule === name)
  const set = (deployment === undefined ? before?.account : before?.deployment) ?? null
  const content = input.flag('inherit') ? {} : await readContent(hub, input, set)
  const { body } = await inOptions(() =>
    hub.client.call('alertRule.set', {
      params: { account: hub.account.id, rule: name },
      body: { ...(deployment === undefined ? {} : { deployment }), ...content },
      signal: context.signal,
    }),
  )
  if (input.flag('json')) await printJson(context.stdout, body)
  else {
    const { isOn } = body.effective
    await print(context.stdout, printable(`${body.rule} is ${isOn ? 'on' : 'off'}: ${body.description}\n`))
  }
  return 0
}

/** What is to be set: what is given, and what was set before. */
async function readContent(hub: OpenHub, input: CommandInput, set: AlertRule['account']) {
  const channels: string[] = []
  for (const channel of input.list('channel')) channels.push((await findChannel(hub, channel)).id)
  const isSwitched = input.flag('on') || input.flag('off')
  const given = channels.length > 0 ? channels : (set?.channels ?? null)
  return {
    isOn: isSwitched ? input.flag('on') : (set?.isOn ?? null),
    threshold: readThreshold(input) ?? set?.threshold ?? null,
    channels: input.flag('all-channels') ? null : given,
  }
}

function refuseContradictions(input: CommandInput): void {
  const exclusive = [
    ['on', 'off'],
    ['all-channels', 'channel'],
  ] as const
  const isGiven = (option: string): boolean => input.flag(option) || input.list(option).length > 0
  for (const [one, other] of exclusive) {
    if (isGiven(one) && isGiven(other)) throw new UsageError(`--${one} and --${other} exclude one another.`)
  }
  const changes = ['on', 'off', 'channel', 'all-channels'].filter(isGiven)
  if (input.text('threshold') !== undefined) changes.push('threshold')
  const [first] = changes
  if (input.flag('inherit') && first !== undefined) {
    throw new UsageError(`--inherit and --${first} exclude one another.`)
  }
  if (!input.flag('inherit') && first === undefined) {
    throw new UsageError('Nothing says what to set.', {
      suggestion: 'Use --on, --off, --threshold, --channel, --all-channels or --inherit.',
    })
  }
}

function readThreshold(input: CommandInput): number | undefined {
  const text = input.text('threshold')
  if (text === undefined) return undefined
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw new UsageError(`--threshold takes a number, and "${text}" is not one.`)
}

async function readDeployment(hub: OpenHub, input: CommandInput): Promise<string | undefined> {
  const [process, environment] = [input.text('process'), input.text('environment')]
  if (process !== undefined) return findDeployment(await findProcess(hub, process), environment).id
  if (environment === undefined) return undefined
  throw new UsageError('--environment belongs to --process, and there is none.')
}

async function readRules({ client, account }: OpenHub, deployment: string | undefined): Promise<readonly AlertRule[]> {
  const query = deployment === undefined ? {} : { deployment }
  return (await client.call('alertRules.list', { params: { account: account.id }, query })).body.items
}

function originOf({ account, deployment }: AlertRule): string {
  if (deployment !== null) return 'the process'
  return account === null ? 'default' : 'the account'
}
