import type { CheckedDestination, DestinationDescription, EndUse } from '@coupa-connector/protocol'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'

/** The kind of destination of this name. Throws `SETTINGS_INVALID`. */
export function findDestinationType({ destinationTypes }: HubContext, kind: string): DestinationDescription {
  const found = destinationTypes.find((type) => type.kind === kind)
  if (found) return found
  const message = `There is no kind of destination called "${kind}".`
  const suggestion = `The kinds are: ${destinationTypes.map((type) => type.kind).join(', ')}.`
  throw new HubProblem('SETTINGS_INVALID', {
    detail: message,
    suggestion,
    fields: [{ field: 'body.kind', message, suggestion, given: kind }],
  })
}

/**
 * Checks settings without sending anything: for one use, or else for any that fits. Throws `SETTINGS_INVALID` with all problems;
 * `path` leads to the settings.
 */
export function checkDestinationSettings(
  type: DestinationDescription,
  settings: Readonly<Record<string, string>>,
  setSecrets: readonly string[],
  { path = 'body.settings', use }: { readonly path?: string; readonly use?: EndUse | undefined } = {},
): CheckedDestination {
  const secret = type.settings.find(({ name, isSecret }) => isSecret && Object.hasOwn(settings, name))
  if (secret) {
    const message = `${secret.name} is a secret and does not belong among the settings.`
    const suggestion = 'Set it with secrets.create, and give its handle.'
    throw new HubProblem('SETTINGS_INVALID', {
      detail: message,
      suggestion,
      fields: [{ field: `${path}.${secret.name}`, message, suggestion }],
    })
  }
  const checked = type.check(settings, setSecrets, use)
  const { problems } = checked
  if (problems.length === 0) return checked
  throw new HubProblem('SETTINGS_INVALID', {
    detail: problems.map(({ message }) => message).join(' '),
    suggestion: problems.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
    fields: problems.map((problem) => ({ ...problem, field: `${path}.${problem.field}` })),
  })
}
