import { Page } from '../components/page.tsx'

export function Settings(): React.JSX.Element {
  return <Page title="Settings">…</Page>
}
