import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { statusMark } from '../../terminal/status-mark.ts'
import { createStyle } from '../../terminal/style.ts'
import { checkConnections } from './check-connections.ts'
import { checkHub } from './check-hub.ts'
import { checkMachine } from './check-machine.ts'
import { checkNetwork } from './check-network.ts'
import type { Finding } from './finding.ts'

/** Runs every check, prints what each found, and gives 1 when something is wrong. */
export async function runDoctor(input: CommandInput, context: Context): Promise<number> {
  const findings = [
    ...(await checkMachine(context)),
    ...(await checkConnections(context)),
    ...(await checkNetwork(context)),
    ...(await checkHub(context)),
  ]
  if (input.flag('json')) await printJson(context.stdout, findings)
  else await print(context.stdout, findingsText(findings, context))
  return findings.some(({ status }) => status === 'failed') ? 1 : 0
}

function findingsText(findings: readonly Finding[], context: Context): string {
  const style = createStyle(context, 'stdout')
  const width = Math.max(...findings.map(({ subject }) => subject.length))
  const indent = ' '.repeat(width + 4)
  const lines = findings.flatMap(({ status, subject, message, remedy }) => [
    `${statusMark(status, style)} ${printable(subject).padEnd(width)}  ${printable(message)}`,
    ...(remedy === undefined ? [] : [`${indent}${style('dim', '→')} ${printable(remedy)}`]),
  ])
  const count = (wanted: Finding['status']): number => findings.filter(({ status }) => status === wanted).length
  const [failed, warnings] = [count('failed'), count('warning')]
  const verdict =
    failed > 0
      ? `${failed} of ${findings.length} checks failed.`
      : warnings > 0
        ? `Nothing is wrong; look at what is marked with "!".`
        : 'Nothing is wrong on this machine.'
  return `${lines.join('\n')}\n\n${verdict}\n`
}
