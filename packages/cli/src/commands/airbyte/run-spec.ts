import type { Context } from '../../command/context.ts'
import { createMessageOutput } from './message-output.ts'
import { connectionSpecification } from './specification.ts'

export async function runSpec(context: Context): Promise<number> {
  const spec = {
    connectionSpecification: connectionSpecification(),
    supportsIncremental: true,
    protocol_version: '0.3.2',
  }
  await createMessageOutput(context, []).send({ type: 'SPEC', spec })
  return 0
}
