import type { Deployment, Process } from '@coupa-connector/protocol'
import { Button, Table, Text, VisuallyHidden } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { loadCode } from '../../api/load-code.ts'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { EmptyState } from '../../ui/states/states.tsx'

const ValuesDialog = lazy(() => loadCode(() => import('./values-dialog.tsx')))

/** What a process works with, a column for each environment. */
export function ValuesTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const [changed, setChanged] = useState<Deployment>()
  const { deployments } = process
  if (deployments.length === 0) {
    return (
      <EmptyState icon="process" title="Not deployed yet">
        Values belong to an environment. Deploy a version under Versions.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="surface data-region values-table">
        <Table aria-label="Values" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Value</Table.Th>
              {deployments.map(({ id, environment }) => (
                <Table.Th key={id} scope="col">
                  <EnvironmentName environment={environment} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rowsOf(deployments).map(({ label, texts }) => (
              <Table.Tr key={label}>
                <Table.Th scope="row">{label}</Table.Th>
                {texts.map((text, place) => (
                  <Table.Td key={deployments[place]?.id}>
                    {text === '' ? <span className="quiet">none</span> : text}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">
                <VisuallyHidden>Change</VisuallyHidden>
              </Table.Th>
              {deployments.map((deployment) => (
                <Table.Td key={deployment.id}>
                  {mayDeploy(account, deployment) ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Change the values in ${deployment.environment.name}`}
                      onClick={() => setChanged(deployment)}
                    >
                      Change…
                    </Button>
                  ) : null}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm" className="muted" mt="sm">
        Look-up tables and everything else that is the same in each environment stand in the definition.
      </Text>
      <Suspense>
        {changed ? (
          <ValuesDialog
            account={account.id}
            process={process}
            deployment={changed}
            onClose={() => setChanged(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  )
}

/** Whether somebody may deploy where a deployment is: that is what changing its values takes. */
export function mayDeploy(account: CurrentAccount, { environment }: Deployment): boolean {
  return account.can(environment.classification === 'production' ? 'administrator' : 'builder')
}

interface ValueRow {
  readonly label: string
  readonly texts: readonly string[]
}

function rowsOf(deployments: readonly Deployment[]): readonly ValueRow[] {
  const row = (label: string, text: (deployment: Deployment) => string): ValueRow => ({
    label,
    texts: deployments.map(text),
  })
  const further = new Set(deployments.flatMap(({ ends }) => Object.keys(ends)))
  const settings = new Set(deployments.flatMap((deployment) => Object.keys(deployment.settings)))
  return [
    row('Version', ({ version }) => String(version)),
    row('Connection to Coupa', ({ connection, organization }) =>
      [connection.name ?? 'gone', organization].filter(Boolean).join(' · '),
    ),
    row('Other end', ({ destination }) => [destination.name ?? 'gone', destination.kind].filter(Boolean).join(' · ')),
    ...[...further].map((value) =>
      row(value, ({ ends }) => (ends[value] === undefined ? '' : `${ends[value].name} · ${ends[value].kind}`)),
    ),
    ...[...settings].map((name) => row(`Its ${name}`, (deployment) => deployment.settings[name] ?? '')),
    row('Runs on', ({ container }) => container.name ?? 'gone'),
  ]
}
