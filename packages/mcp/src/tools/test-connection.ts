import * as z from 'zod'
import { defineTool, readsCoupa, type Tool } from '../tool/tool.ts'
import { resourceArgument } from './arguments.ts'

/** Tests the connection stage by stage. */
export const testConnectionTool: Tool = defineTool({
  name: 'test_connection',
  title: 'Test the connection',
  description: 'Test sign-in, scopes and reading stage by stage: the outcome, its cause, and what to change.',
  annotations: readsCoupa,
  asksOrganization: true,
  input: { probes: z.array(resourceArgument).max(10).default([]).describe('Resources to read one record of') },
  run: async ({ probes }, call) => {
    const organization = await call.organization()
    const {
      outcome,
      message,
      remedy,
      missingScopes,
      stages,
      probes: probed,
    } = await organization.test(probes, call.signal)
    return {
      host: organization.host,
      outcome,
      message,
      ...(remedy === '' ? {} : { remedy }),
      ...(missingScopes.length === 0 ? {} : { missingScopes }),
      stages: Object.fromEntries(stages.map(({ name, status }) => [name, status])),
      ...(probed.length === 0 ? {} : { probes: probed }),
    }
  },
})
