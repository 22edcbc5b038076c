import { Page } from '../components/page.tsx'

export function Explore(): React.JSX.Element {
  return <Page title="Explore">…</Page>
}
