import type { ProcessTemplate } from '@coupa-connector/protocol'
import { Group, NativeSelect, Radio, Stack, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourcesQuery } from '../../catalog/catalog-queries.ts'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { LoadingRows } from '../../ui/states/states.tsx'
import { emptyDraft } from '../process-draft.ts'
import { needsResource } from '../step-list.ts'
import type { NewProcessState } from '../use-new-process.ts'

/** What the process does, by a sentence. */
export function TemplateStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { templates, template, draft, change } = process
  const [search, setSearch] = useState('')
  const [direction, setDirection] = useState<'out' | 'in'>()
  const toggle = (wanted: 'out' | 'in'): void => setDirection(wanted === direction ? undefined : wanted)
  if (!templates) return <LoadingRows rows={6} />
  const words = search.trim().toLowerCase().split(/\s+/)
  const shown = templates.filter(({ sentence, title, resource, id, ...template }) => {
    if (direction !== undefined && template.direction !== direction) return false
    const text = `${sentence} ${title} ${resource ?? ''} ${id}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const choose = (id: string): void => {
    const { connection, container } = draft
    // What was chosen for another template does not fit this one.
    if (id !== draft.template) change({ ...emptyDraft, ...cleared, template: id, connection, container })
  }
  return (
    <Stack gap="md">
      {template && template.objects.length > 0 ? (
        <NativeSelect
          label="What is loaded"
          description="Coupa takes it as flat files in its SFTP inbox."
          withAsterisk
          data={[{ value: '', label: 'Choose one' }, ...template.objects]}
          value={draft.object ?? ''}
          onChange={(event) => change({ object: event.currentTarget.value || undefined, leftOut: [], names: {} })}
        />
      ) : null}
      {template && needsResource(template) ? (
        <ResourceChoice
          template={template}
          resource={draft.resource}
          onChange={(resource) => change({ resource, where: undefined, leftOut: [], names: {}, onlyFields: undefined })}
        />
      ) : null}
      <Group gap="sm">
        <TextInput
          className="template-search"
          type="search"
          aria-label="Search templates"
          placeholder="Search, such as invoices or suppliers"
          leftSection={<Icon name="explore" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ChoiceButton icon="outbound" isChosen={direction === 'out'} onClick={() => toggle('out')}>
          Out of Coupa
        </ChoiceButton>
        <ChoiceButton icon="inbound" isChosen={direction === 'in'} onClick={() => toggle('in')}>
          Into Coupa
        </ChoiceButton>
      </Group>
      <Radio.Group aria-label="Template" value={draft.template ?? null} onChange={choose}>
        <Stack gap="lg">
          <TemplateGroup direction="out" title="Out of Coupa" templates={shown} />
          <TemplateGroup direction="in" title="Into Coupa" templates={shown} />
        </Stack>
      </Radio.Group>
      {shown.length === 0 ? <p className="muted">No template matches. Search for fewer words.</p> : null}
    </Stack>
  )
}

/** What changes with the template: without it, values of the one before would stay. */
const cleared = {
  resource: undefined,
  name: undefined,
  where: undefined,
  onlyFields: undefined,
  kind: undefined,
  destination: undefined,
  format: undefined,
  shape: undefined,
  acknowledge: undefined,
  way: undefined,
  object: undefined,
  schedule: undefined,
}

function TemplateGroup({
  direction,
  title,
  templates,
}: {
  readonly direction: 'out' | 'in'
  readonly title: string
  readonly templates: readonly ProcessTemplate[]
}): React.JSX.Element | null {
  const members = templates.filter((template) => template.direction === direction)
  if (members.length === 0) return null
  return (
    <section aria-label={title}>
      <Title order={2} mb="xs">
        <span className="direction" data-direction={direction}>
          <Icon name={direction === 'in' ? 'inbound' : 'outbound'} size={16} />
        </span>{' '}
        {title}
      </Title>
      <div className="surface template-list">
        {members.map(({ id, sentence, title: name }) => (
          <Radio key={id} className="template-row" value={id} label={sentence} description={`${name} · ${id}`} />
        ))}
      </div>
    </section>
  )
}

function ResourceChoice({
  template,
  resource,
  onChange,
}: {
  readonly template: ProcessTemplate
  readonly resource: string | undefined
  readonly onChange: (resource: string) => void
}): React.JSX.Element {
  const resources = useQuery(resourcesQuery)
  const [typed, setTyped] = useState(resource ?? '')
  const { resourcePattern } = template
  if (resourcePattern !== null) {
    return (
      <TextInput
        label="Resource"
        description={`With its number: ${resourcePattern.replaceAll(/:\w+/g, '7')}`}
        withAsterisk
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          onChange(event.currentTarget.value.trim())
        }}
      />
    )
  }
  return (
    <SearchSelect
      label="Resource"
      description="What is copied."
      placeholder="Search by name, such as suppliers"
      withAsterisk
      allowDeselect={false}
      limit={60}
      nothingFoundMessage="No resource matches"
      data={(resources.data ?? [])
        .filter(({ operations, path }) => operations.includes('query') && !path?.includes(':'))
        .map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))}
      value={resource ?? null}
      onChange={(name) => name && onChange(name)}
    />
  )
}
