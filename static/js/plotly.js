// The chart library, loaded only when a reader asks to explore a figure.
import Plotly from "plotly.js-basic-dist-min";

window.Plotly = Plotly;
