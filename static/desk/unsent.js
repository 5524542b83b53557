/* On every page of the desk: sends what an earlier sitting of this writer left in this browser. */

import * as leftovers from "./keeping/leftovers.js"
import { Line } from "./keeping/line.js"
import * as shelf from "./keeping/shelf.js"

const { writer, copies } = document.querySelector("meta[name=unsent]").dataset

if (!document.querySelector("#keeping") && (await shelf.all(Number(writer))).length) {
  const line = new Line(copies, Number(writer))
  if ((await line.renewKey()) === "here") leftovers.send(line)
}
