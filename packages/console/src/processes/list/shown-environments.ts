import type { Environment, Process } from '@coupa-connector/protocol'

/** As many environments as a row has room for. */
const mostColumns = 3

/** The environments that get a column: those in which something of the list is deployed, production first. */
export function shownEnvironments(
  environments: readonly Environment[],
  processes: readonly Process[],
): readonly Environment[] {
  const used = new Set(processes.flatMap(({ deployments }) => deployments.map(({ environment }) => environment.id)))
  return environments
    .filter(({ id }) => used.has(id))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostColumns)
}

function rank({ classification }: Environment): number {
  return classification === 'production' ? 0 : 1
}
