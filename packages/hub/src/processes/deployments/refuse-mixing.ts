import { HubProblem } from '../../basics/problem.ts'

/**
 * Keeps test and production apart: a connection that a person has labeled for one is not used in an environment for the other
 * unless its name is repeated. Throws `CONFIRMATION_NEEDED`.
 */
export function refuseMixing(
  environment: { readonly name: string; readonly classification: 'test' | 'production' },
  connection: { readonly name: string; readonly labels: readonly string[] },
  confirmation: string | undefined,
): void {
  const other = environment.classification === 'test' ? 'production' : 'test'
  if (!connection.labels.some((label) => label.toLowerCase() === other) || confirmation === connection.name) return
  const message = `${connection.name} has the label ${other}, and ${environment.name} is an environment for ${environment.classification}.`
  throw new HubProblem('CONFIRMATION_NEEDED', {
    detail: message,
    suggestion: `Use another connection, or confirm with the name of this one: ${connection.name}.`,
    fields: [{ field: 'body.confirmMixing', message, suggestedValue: connection.name }],
  })
}
