import { Type } from "typebox";
import { Accuracy, ModelDetail, ModelSummary } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import { listModels, modelDetail } from "../../models/model-detail.ts";
import { accuracyOf } from "../../twins/accuracy.ts";
import { Id, route } from "../route.ts";

export const modelRoutes = [
  route(
    {
      method: "GET",
      url: "/api/models",
      tag: "models",
      summary: "Published models and how far each is checked",
      answer: Type.Array(ModelSummary),
    },
    () => [...listModels()],
  ),
  route(
    {
      method: "GET",
      url: "/api/models/:id",
      tag: "models",
      summary: "A model as its paper gives it: equations, parameters, units, sources",
      params: Id,
      answer: ModelDetail,
    },
    (_, { params }) => {
      const detail = modelDetail(params.id);
      if (detail === null) throw failure("HS5112", { model: params.id });
      return detail;
    },
  ),
  route(
    {
      method: "GET",
      url: "/api/accuracy",
      tag: "models",
      summary: "How well the twins know their patients, counted from the store",
      answer: Accuracy,
    },
    (platform) => accuracyOf(platform),
  ),
];
