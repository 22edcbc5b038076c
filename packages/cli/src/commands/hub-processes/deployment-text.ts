import type { Deployment } from '@coupa-connector/protocol'
import { momentText } from '../../terminal/moment-text.ts'

/** How a process is deployed in an environment, a fact a line. */
export function deploymentText(deployment: Deployment): string {
  const { version, previousVersion, container, connection, destination, settings, schedules, paused } = deployment
  const { overlap, catchUp, catchUpHours, jitterSeconds, pauseAfterFailures, lastRun, openFailures } = deployment
  const { maintenance, maintenanceUntil } = deployment
  const facts: (readonly [string, string])[] = [
    ['Version', previousVersion === null ? String(version) : `${version}; a rollback returns to ${previousVersion}`],
    ['Connection', connection.name ?? connection.id],
    ['Destination', `${destination.name ?? destination.id}${destination.kind === null ? '' : `, ${destination.kind}`}`],
    ...Object.entries(deployment.ends).map(([value, end]) => [`  ${value}`, `${end.name}, ${end.kind}`] as const),
    ...Object.entries(settings).map(([name, value]) => [`  ${name}`, value] as const),
    ['Container', container.name ?? container.id],
    ...(schedules.length === 0
      ? [['Schedule', 'none; "processes run" starts it'] as const]
      : schedules.map(({ words, nextAt }) => {
          return ['Schedule', nextAt === null ? words : `${words}; next ${momentText(nextAt)}`] as const
        })),
    ['Overlap', overlap],
    ['Catch up', catchUp === 'none' ? 'none' : `${catchUp}, of the last ${catchUpHours} hours`],
    ...(jitterSeconds === 0 ? [] : [['Jitter', `up to ${jitterSeconds} s`] as const]),
    ...maintenance.map(({ words }) => ['Maintenance', words] as const),
    ...(maintenanceUntil === null ? [] : [['Maintained', `now, until ${momentText(maintenanceUntil)}`] as const]),
    ['Pauses', pauseAfterFailures === null ? 'never by itself' : `after ${pauseAfterFailures} failed runs in a row`],
    ...(paused === null ? [] : [['Paused', pausedText(paused)] as const]),
    ['Last run', lastRun === null ? 'none' : lastRunText(lastRun)],
    ['Set aside', `${openFailures} open failures`],
  ]
  const width = Math.max(...facts.map(([label]) => label.length))
  return facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}\n`).join('')
}

/** `succeeded, 2026-12-01 03:00 UTC` */
export function lastRunText({ state, outcome, createdAt }: NonNullable<Deployment['lastRun']>): string {
  return `${outcome ?? state}, ${momentText(createdAt)}`
}

function pausedText({ at, by, reason }: NonNullable<Deployment['paused']>): string {
  return `by ${by}, ${momentText(at)}${reason === '' ? '' : `: ${reason}`}`
}
