import { Page } from '../components/page.tsx'

export function NewConnection(): React.JSX.Element {
  return <Page title="New connection">…</Page>
}

export function EditConnection(): React.JSX.Element {
  return <Page title="Connection">…</Page>
}
