import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Badge, Stack, Tabs, VisuallyHidden } from '@mantine/core'
import { ConnectionField } from '../fields/connection-field.tsx'
import { isNeeded, isUsed, tabsOf } from '../fields/connection-form.ts'
import type { ScopeMeaning } from '../fields/scope-field.tsx'
import type { ConnectionEditorState } from './use-connection-editor.ts'

/** The name of a tab in the address: `OAuth 2.0` is `oauth-2.0`. */
export function tabKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d.]+/g, '-')
}

interface FieldTabsProps {
  readonly editor: ConnectionEditorState
  readonly fields: readonly ConnectionFieldDescription[]
}

/** The heads of the tabs, each with the number of its problems. */
export function FieldTabHeads({ editor, fields }: FieldTabsProps): React.JSX.Element[] {
  return tabsOf(fields).map((tab) => {
    const count = tab.fields.filter(
      (field) => isUsed(field, editor.type) && editor.findings.get(field.name)?.problem !== undefined,
    ).length
    return (
      <Tabs.Tab
        key={tab.name}
        value={tabKey(tab.name)}
        rightSection={
          count > 0 ? (
            <>
              <Badge color="red" size="sm" circle>
                {count}
              </Badge>
              <VisuallyHidden>{count === 1 ? 'problem' : 'problems'}</VisuallyHidden>
            </>
          ) : null
        }
      >
        {tab.name}
      </Tabs.Tab>
    )
  })
}

/** The fields of every tab, in the order of the declaration. */
export function FieldTabPanels({
  editor,
  fields,
  isReadOnly,
  scopes,
}: FieldTabsProps & {
  readonly isReadOnly: boolean
  readonly scopes: readonly ScopeMeaning[]
}): React.JSX.Element[] {
  const typeField = fields.find(({ name }) => name === 'authenticationType')
  const typeLabel = typeField?.choices?.find(({ value }) => value === editor.type)?.label ?? editor.type
  return tabsOf(fields).map((tab) => (
    <Tabs.Panel key={tab.name} value={tabKey(tab.name)} p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="lg" maw={720}>
        {tab.fields.map((field) => (
          <ConnectionField
            key={field.name}
            field={field}
            form={editor.form}
            isNeeded={isNeeded(field, editor.type)}
            unusedNote={isUsed(field, editor.type) ? undefined : `Not used with ${typeLabel}; kept as it is.`}
            findings={editor.findings.get(field.name)}
            isReadOnly={isReadOnly}
            scopes={scopes}
            onChange={(name, value) => editor.edit({ type: 'field', name, value })}
            onTouch={editor.touch}
            onSecret={(name, secret) => editor.edit({ type: 'secret', name, secret })}
            setSecret={editor.setSecret}
          />
        ))}
      </Stack>
    </Tabs.Panel>
  ))
}
