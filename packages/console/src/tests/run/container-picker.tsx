import type { Container } from '@coupa-connector/protocol'
import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { allContainers, groupContainers, isAvailable, isSearchWorthwhile } from './container-groups.ts'

/** Where a test runs: one container of those that can, or all of them. */
export function ContainerPicker({
  containers,
  value,
  onChange,
}: {
  readonly containers: readonly Container[]
  readonly value: string | undefined
  onChange(container: string): void
}): React.JSX.Element {
  const [search, setSearch] = useState('')
  const groups = groupContainers(containers, search)
  const availableCount = containers.filter(isAvailable).length
  return (
    <Stack gap="xs">
      {isSearchWorthwhile(containers) ? (
        <TextInput
          aria-label="Search containers"
          placeholder="Search containers"
          leftSection={<Icon name="explore" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      <Radio.Group label="Run in" value={value ?? null} onChange={onChange}>
        <div className="picker">
          {availableCount > 1 && search === '' ? (
            <Radio
              className="picker-row"
              value={allContainers}
              label="All containers"
              description={`The same test from each, side by side. ${availableCount} can run it now.`}
            />
          ) : null}
          {groups.map(({ title, containers: members }) => (
            <fieldset key={title} className="picker-group">
              <legend>{title}</legend>
              {members.map((container) => (
                <ContainerChoice key={container.id} container={container} />
              ))}
            </fieldset>
          ))}
          {groups.length === 0 ? (
            <Text size="sm" className="muted" p="sm">
              No containers match “{search}”.
            </Text>
          ) : null}
        </div>
      </Radio.Group>
    </Stack>
  )
}

function ContainerChoice({ container }: { readonly container: Container }): React.JSX.Element {
  const { id, name, kind, cloud, nodes, runningJobs, unavailableReason, status } = container
  const about = [
    cloud ? `attached to ${cloud.name}` : kind,
    ...(nodes.length > 1 ? [plural(nodes.length, 'node')] : []),
    ...(runningJobs > 0 ? [`${runningJobs} running`] : []),
  ].join(' · ')
  return (
    <Radio
      className="picker-row"
      value={id}
      disabled={unavailableReason !== null}
      label={
        <span className="picker-label">
          <span>{name}</span>
          {unavailableReason === null ? (
            <Status tone={status === 'online' ? 'good' : 'warning'} icon={status === 'online' ? 'check' : 'warning'}>
              {status}
            </Status>
          ) : (
            <Status tone="quiet" icon="stop">
              {status === 'online' || status === 'degraded' ? 'not available' : status}
            </Status>
          )}
        </span>
      }
      description={unavailableReason ?? about}
    />
  )
}
