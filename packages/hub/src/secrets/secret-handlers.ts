import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { setSecret } from './set-secret.ts'

/** Sets secrets: sealed at once, never given out again. */
export function createSecretHandlers(context: HubContext): Pick<Handlers, 'secrets.create'> {
  const { connectionType } = context
  return {
    'secrets.create': async (request) => {
      const { actor, body } = request
      const problem = connectionType.checkSecret(body.field, body.value)
      if (problem) {
        const isKnown = connectionType.fields.some(({ name, isSecret }) => isSecret && name === body.field)
        throw new HubProblem('SETTINGS_INVALID', {
          detail: problem.message,
          suggestion: problem.suggestion,
          fields: [{ field: isKnown ? 'body.value' : 'body.field', ...problem }],
        })
      }
      const { id, setAt, expiresAt } = await setSecret(context, request, body)
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
