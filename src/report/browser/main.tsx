import { render } from 'preact';
import type { PageData } from '../page-data';
import { Page } from './page';
import './page.css';

const page = document.getElementById('page');
const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
document.title = `${data.title}: cdk8s-net`;
if (page !== null) {
  page.replaceChildren();
  render(<Page data={data} />, page);
}
