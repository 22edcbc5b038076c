import { scopesFor } from '@coupa-connector/catalog'
import * as z from 'zod'
import { defineTool, readsCatalog, type Tool } from '../tool/tool.ts'

/** Plans the OAuth scopes that a client needs. */
export const planScopesTool: Tool = defineTool({
  name: 'plan_scopes',
  title: 'Plan OAuth scopes',
  description:
    'The smallest set of OAuth scopes for what a client is to do, with those that the connection test needs.',
  annotations: readsCatalog,
  asksOrganization: false,
  input: {
    needs: z
      .array(z.string().regex(/^.+:[\w-]+$/, 'is not a RESOURCE:ACCESS such as invoices:read'))
      .min(1)
      .max(50)
      .describe('"invoices:read", "suppliers:write", "requisitions:approve"'),
  },
  run: async ({ needs }) => {
    const { scopes, forTest, unknown } = scopesFor(
      needs.map((need) => {
        const colon = need.lastIndexOf(':')
        return { resource: need.slice(0, colon), access: need.slice(colon + 1) }
      }),
    )
    return {
      scopes: scopes.join(' '),
      ...(forTest.length === 0 ? {} : { onlyForTheConnectionTest: forTest }),
      ...(unknown.length === 0 ? {} : { notCovered: unknown.map(({ message }) => message) }),
    }
  },
})
