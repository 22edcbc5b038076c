import type { BodyOf, Routes } from '@coupa-connector/protocol'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { channelSecretField } from './channel-secret-field.ts'
import { checkChannelSecret } from './check-channel-secret.ts'
import { destinationSecretField } from './destination-secret-field.ts'
import { setSecret } from './set-secret.ts'

/** Sets secrets: sealed at once, never given out again. */
export function createSecretHandlers(context: HubContext): Pick<Handlers, 'secrets.create'> {
  const { connectionType } = context
  return {
    'secrets.create': async (request) => {
      const { actor, body } = request
      const { destinationKind, channelKind } = body
      if (destinationKind !== undefined && channelKind !== undefined) throw oneKindOnly()
      if (destinationKind !== undefined) checkDestinationSecret(context, destinationKind, body.field)
      if (channelKind !== undefined) checkChannelSecret(context.messaging, channelKind, body)
      const isOfConnection = destinationKind === undefined && channelKind === undefined
      const problem = isOfConnection ? connectionType.checkSecret(body.field, body.value) : undefined
      if (problem) {
        const isKnown = connectionType.fields.some(({ name, isSecret }) => isSecret && name === body.field)
        throw new HubProblem('SETTINGS_INVALID', {
          detail: problem.message,
          suggestion: problem.suggestion,
          fields: [{ field: isKnown ? 'body.value' : 'body.field', ...problem }],
        })
      }
      const { id, setAt, expiresAt } = await setSecret(context, request, {
        field: storedField(body),
        value: body.value,
      })
      return {
        body: {
          handle: id,
          field: body.field,
          setAt: setAt.toISOString(),
          setBy: actor.name,
          expiresAt: expiresAt.toISOString(),
        },
      }
    },
  }
}

function oneKindOnly(): HubProblem {
  const message = 'A secret is for a destination or for a channel of alerts, not for both.'
  const suggestion = 'Leave out destinationKind or channelKind.'
  return new HubProblem('SETTINGS_INVALID', {
    detail: message,
    suggestion,
    fields: [{ field: 'body.channelKind', message, suggestion }],
  })
}

/** The field under which a secret is stored: of something else it is another secret, even if it has the same name. */
function storedField({ field, destinationKind, channelKind }: BodyOf<Routes['secrets.create']>): string {
  if (destinationKind !== undefined) return destinationSecretField(destinationKind, field)
  return channelKind === undefined ? field : channelSecretField(channelKind, field)
}

/** Throws `SETTINGS_INVALID` for a kind of destination, or a secret setting of it, that is not there. */
function checkDestinationSecret({ destinationTypes }: HubContext, kind: string, field: string): void {
  const type = destinationTypes.find((candidate) => candidate.kind === kind)
  const names = type?.settings.filter(({ isSecret }) => isSecret).map(({ name }) => name) ?? []
  if (names.includes(field)) return
  const [named, message, suggestion] =
    type === undefined
      ? ['body.destinationKind', 'There is no such kind of destination.', kindsOf(destinationTypes)]
      : ['body.field', `A destination of the kind ${kind} has no secret of this name.`, secretsOf(names)]
  throw new HubProblem('SETTINGS_INVALID', {
    detail: message,
    suggestion,
    fields: [{ field: named, message, suggestion }],
  })
}

function kindsOf(types: HubContext['destinationTypes']): string {
  return `The kinds are: ${types.map(({ kind }) => kind).join(', ')}.`
}

function secretsOf(names: readonly string[]): string {
  return names.length === 0 ? 'It has no secrets.' : `Its secrets are: ${names.join(', ')}.`
}
