import { ActionIcon, Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { nearestScope } from './nearest-scope.ts'
import { hasForeignSeparators, joinScopes, pasteScopes, splitScopes } from './scope-text.ts'
import { SmallestScopes } from './smallest-scopes.tsx'

/** A scope, and what it allows. */
export interface ScopeMeaning {
  readonly name: string
  readonly description: string
}

/** How many meanings are shown before a person asks for all. */
const shownAtFirst = 8

/** Scopes as text, with the meaning of each below. Pasting from Coupa's own page, which uses commas, does the right thing. */
export function ScopeField({
  value,
  scopes,
  onChange,
  readOnly,
  ...input
}: {
  readonly value: string
  readonly scopes: readonly ScopeMeaning[]
  readonly onChange: (value: string) => void
  readonly readOnly: boolean
  readonly id: string
  readonly label: string
  readonly description: string
  readonly error: string | undefined
  readonly withAsterisk: boolean
  readonly placeholder: string
  readonly onBlur: () => void
}): React.JSX.Element {
  const [isChoosing, chooser] = useDisclosure(false)
  const names = splitScopes(value)
  return (
    <>
      <Textarea
        {...input}
        value={value}
        readOnly={readOnly}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        autoCapitalize="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text')
          if (readOnly || !hasForeignSeparators(pasted)) return
          event.preventDefault()
          const { selectionStart, selectionEnd } = event.currentTarget
          onChange(pasteScopes(value.slice(0, selectionStart), pasted, value.slice(selectionEnd)))
        }}
      />
      {names.length > 0 ? (
        <ScopeMeanings
          names={names}
          scopes={scopes}
          onRemove={readOnly ? undefined : (name) => onChange(joinScopes(names.filter((other) => other !== name)))}
          onReplace={
            readOnly
              ? undefined
              : (name, meant) => onChange(joinScopes(names.map((other) => (other === name ? meant : other))))
          }
        />
      ) : null}
      {readOnly ? null : (
        <Button
          mt="xs"
          size="compact-sm"
          variant="light"
          leftSection={<Icon name="policy" size={14} />}
          onClick={chooser.open}
        >
          Suggest scopes …
        </Button>
      )}
      <SmallestScopes
        isOpen={isChoosing}
        current={names}
        onClose={chooser.close}
        onUse={(chosen) => onChange(joinScopes(chosen))}
      />
    </>
  )
}

function ScopeMeanings({
  names,
  scopes,
  onRemove,
  onReplace,
}: {
  readonly names: readonly string[]
  readonly scopes: readonly ScopeMeaning[]
  readonly onRemove: ((name: string) => void) | undefined
  readonly onReplace: ((name: string, meant: string) => void) | undefined
}): React.JSX.Element {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? names : names.slice(0, shownAtFirst)
  return (
    <>
      <ul className="scope-list" aria-label="What the scopes allow">
        {shown.map((name) => (
          <li key={name} className="scope-line">
            <ScopeMeaningText
              name={name}
              scopes={scopes}
              onReplace={onReplace ? (meant) => onReplace(name, meant) : undefined}
            />
            {onRemove ? (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Remove ${name}`}
                onClick={() => onRemove(name)}
              >
                <Icon name="cross" size={12} />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {names.length > shown.length ? (
        <Button size="compact-xs" variant="subtle" display="block" onClick={() => setWhole(true)}>
          Show all {names.length}
        </Button>
      ) : null}
    </>
  )
}

function ScopeMeaningText({
  name,
  scopes,
  onReplace,
}: {
  readonly name: string
  readonly scopes: readonly ScopeMeaning[]
  readonly onReplace: ((meant: string) => void) | undefined
}): React.JSX.Element {
  const known = scopes.find((scope) => scope.name === name)
  const isUnknown = !known && scopes.length > 0
  const meant = isUnknown
    ? nearestScope(
        name,
        scopes.map((scope) => scope.name),
      )
    : undefined
  return (
    <>
      <code>{name}</code>
      <span className={`scope-meaning ${isUnknown ? 'warning' : 'muted'}`} title={known?.description}>
        {isUnknown ? (
          <>
            <Icon name="warning" size={13} /> Unknown scope. {meant === undefined ? 'Check the spelling.' : null}
            {meant !== undefined && onReplace ? (
              <Button size="compact-xs" variant="light" onClick={() => onReplace(meant)}>
                Use {meant}
              </Button>
            ) : null}
          </>
        ) : (
          known?.description
        )}
      </span>
    </>
  )
}
