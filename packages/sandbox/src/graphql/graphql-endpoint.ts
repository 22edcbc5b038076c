import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import type { ApiContext } from '../api/contract.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { Identity } from '../oauth/authorize.ts'
import { createGraphqlSchema } from './graphql-schema.ts'

/** Runs GraphQL documents. */
export interface GraphqlEndpoint {
  /** The result as it goes on the wire: `data`, and `errors` when something went wrong. Rejects for a bug in the sandbox only. */
  run(
    query: string,
    variables: Readonly<Record<string, unknown>> | undefined,
    operationName: string | undefined,
    identity: Identity,
  ): Promise<object>
}

/** More tokens than anybody writes by hand. */
const MAX_TOKENS = 20_000

/** Makes the endpoint of an organization. */
export function createGraphqlEndpoint(context: ApiContext): GraphqlEndpoint {
  const schema = createGraphqlSchema(context)
  const tellsTypes = context.quirks['graphql-introspection'] === 'allowed'
  const rules = tellsTypes ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  return {
    async run(query, variableValues, operationName, identity) {
      const document = read(query, schema, rules)
      if (!isDocument(document)) return { errors: document.map((error) => error.toJSON()) }
      const result = await execute({ schema, document, variableValues, operationName, contextValue: identity })
      const { errors, data } = result
      if (!errors) return { data }
      return { data, errors: errors.map((error) => plain(error).toJSON()) }
    },
  }
}

function read(
  query: string,
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS })
    const isMutating = document.definitions.some(
      (one) => one.kind === 'OperationDefinition' && one.operation === 'mutation',
    )
    if (isMutating) return [new GraphQLError('Mutations are not supported')]
    const errors = validate(schema, document, rules)
    return errors.length > 0 ? errors : document
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

function isDocument(read: DocumentNode | readonly GraphQLError[]): read is DocumentNode {
  return 'kind' in read
}

/** Refusals of the API say what they say there; a bug inside is thrown, so that it is told like any other. */
function plain(error: GraphQLError): GraphQLError {
  const { originalError, nodes, path } = error
  if (!originalError || originalError instanceof GraphQLError) return error
  if (!(originalError instanceof RequestProblem)) throw originalError
  return new GraphQLError(originalError.message, { nodes: nodes ?? null, path: path ?? null })
}
