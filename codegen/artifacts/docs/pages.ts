/** All pages of a service: the list that `emit` prints and that tests look through. */
import type { Plan } from "../../plan/plan.ts";
import { errorShapes } from "../errors/index.ts";
import type { Page } from "./page.ts";
import { exceptionPage } from "./page-error.ts";
import { operationPage } from "./page-operation.ts";
import { paginatorPage, waiterPage } from "./page-polling.ts";
import { readmePage } from "./page-readme.ts";
import { indexPage, utilityPages } from "./page-service.ts";
import { shapePage } from "./page-shape.ts";
import { samplesOf } from "./sample.ts";
import { siteOf } from "./site.ts";
import { exceptionView } from "./view-error.ts";
import { operationView } from "./view-operation.ts";
import { paginatorView, waiterView } from "./view-polling.ts";
import { serviceView } from "./view-service.ts";
import { shapeView, usersOf } from "./view-shape.ts";

export function* pagesOf(plan: Plan): Iterable<Page> {
  const site = siteOf(plan);
  const service = serviceView(site);
  const samples = samplesOf(site);
  yield readmePage(plan, service, samples);
  yield indexPage(site, service, samples.call);
  yield* utilityPages(site, service, samples);
  for (const operation of plan.model.operations) {
    yield operationPage(site, operationView(site, operation));
    if (operation.pagination !== undefined)
      yield paginatorPage(site, paginatorView(site, operation, operation.pagination));
    for (const waiter of operation.waiters) yield waiterPage(site, waiterView(site, operation, waiter));
  }
  for (const shape of errorShapes(plan.model)) {
    const throwers = plan.model.operations.filter((one) => one.errors.includes(shape.id));
    const shown = throwers.find((one) => one === samples.call?.operation) ?? throwers[0];
    yield exceptionPage(site, exceptionView(site, shape), shown);
  }
  const users = usersOf(site);
  for (const shape of site.types) {
    const view = shapeView(site, shape, users);
    if (view !== undefined) yield shapePage(site, view);
  }
}
